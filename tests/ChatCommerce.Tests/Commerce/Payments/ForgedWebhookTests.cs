using System.Text;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform.Secrets;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Payments;

public sealed class ForgedWebhookTests : IClassFixture<TestDatabase>, IDisposable
{
    private const string Secret = "whsec_test_secret";
    private const string Body = """{"id":"evt_1","object":"event","type":"checkout.session.completed","livemode":false,"data":{"object":{"id":"cs_1","name":"héllo 😀"}}}""";
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();
    private readonly TestDatabase database;
    private readonly Selling selling;

    public ForgedWebhookTests(TestDatabase database) => (this.database, selling) = (database, new(database, clock));

    public void Dispose() => selling.Dispose();

    [Fact]
    public void The_published_signature_vector_holds()
    {
        const string body = """{"id":"evt_test","object":"event"}""";
        var header = "t=1760000000,v1=c38bb51fac7bd6aca3fd07acd149379afe5293c5216bf5b3314631aa07da8af0";

        Signature.HexOf("whsec_test_secret", Encoding.UTF8.GetBytes("1760000000." + body)).Should().Be(header[^64..]);
        Signature.IsStripe(header, Encoding.UTF8.GetBytes(body), ["whsec_test_secret"], DateTimeOffset.FromUnixTimeSeconds(1760000300)).Should().BeTrue();
        Signature.IsStripe(header, Encoding.UTF8.GetBytes(body), ["whsec_test_secret"], DateTimeOffset.FromUnixTimeSeconds(1760000301)).Should().BeFalse();
    }

    [Fact]
    public async Task Twenty_four_forged_variants_are_turned_away_and_leave_no_row()
    {
        var (shop, token) = await Shop();
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var right = Sign(now);
        string? Header(long t, string v1) => $"t={t},v1={v1}";

        (string Name, string? Signature, string Body, string Token)[] forged =
        [
            ("no signature", null, Body, token),
            ("empty signature", "", Body, token),
            ("only commas", ",,,", Body, token),
            ("no time", "v1=" + right, Body, token),
            ("no v1", $"t={now}", Body, token),
            ("empty v1", Header(now, ""), Body, token),
            ("short v1", Header(now, right[..32]), Body, token),
            ("long v1", Header(now, right + "00"), Body, token),
            ("another secret", Header(now, Sign(now, "whsec_other")), Body, token),
            ("empty secret", Header(now, Sign(now, "")), Body, token),
            ("secret without its prefix", Header(now, Sign(now, Secret["whsec_".Length..])), Body, token),
            ("v0 only", $"t={now},v0={right}", Body, token),
            ("two wrong v1", $"t={now},v1={Sign(now, "a")},v1={Sign(now, "b")}", Body, token),
            ("301 seconds old", Header(now - 301, Sign(now - 301)), Body, token),
            ("301 seconds early", Header(now + 301, Sign(now + 301)), Body, token),
            ("time moved, signature kept", Header(now - 1, right), Body, token),
            ("two times", $"t={now - 400},t={now},v1={right}", Body, token),
            ("time that is no number", $"t={now}x,v1={right}", Body, token),
            ("changed body", Header(now, right), Body.Replace("evt_1", "evt_2"), token),
            ("re-serialised body", Header(now, right), Body.Replace("😀", "\\ud83d\\ude00"), token),
            ("a blank more", Header(now, right), Body + " ", token),
            ("upper-case digits", Header(now, right.ToUpperInvariant()), Body, token),
            ("signature of the body alone", Header(now, Signature.HexOf(Secret, Encoding.UTF8.GetBytes(Body))), Body, token),
            ("another gateway's header", Signature.HexOf(Secret, Encoding.UTF8.GetBytes(Body)), Body, token),
            ("address of nobody", Header(now, right), Body, "no-such-webhook-token"),
            ("ten thousand signatures", $"t={now}" + string.Concat(Enumerable.Repeat(",v1=00", 10_000)) + ",v1=" + right, Body, token),
        ];

        foreach (var (name, signature, body, to) in forged)
        {
            (await Receive(to, body, signature)).Should().Be(WebhookOutcome.Forged, name);
        }

        forged.Should().HaveCountGreaterThanOrEqualTo(24);
        (await shop.Ask<long>($"select count(*) from payment_event")).Should().Be(0);
        (await Receive(token, Body, $"t={now},v0=00,v1=00,v1={right}")).Should().Be(WebhookOutcome.Stored, "any v1 may be the right one");
    }

    [Fact]
    public async Task While_a_secret_is_replaced_both_are_taken_and_then_only_the_new_one()
    {
        var (shop, token) = await Shop();
        var accounts = selling.Get<PaymentAccounts>();
        var id = (await accounts.List(shop.Db, Ct)).Single().Id;
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        Task Rotate(string secret) => shop.Try(db => accounts.RotateSecret(db, id, secret, Selling.Ann, Ct));
        Task<WebhookOutcome> Send(int n, string secret)
        {
            var body = Body.Replace("evt_1", "evt_" + n);
            return Receive(token, body, $"t={now},v1={Signature.HexOf(secret, Encoding.UTF8.GetBytes($"{now}.{body}"))}");
        }

        await Rotate("whsec_second");
        (await Send(1, Secret)).Should().Be(WebhookOutcome.Stored);
        (await Send(2, "whsec_second")).Should().Be(WebhookOutcome.Stored);
        await Rotate("whsec_third");
        (await Send(3, Secret)).Should().Be(WebhookOutcome.Forged);
        (await Send(4, "whsec_second")).Should().Be(WebhookOutcome.Stored);
        (await shop.Try(db => accounts.RotateSecret(db, id, " ", Selling.Ann, Ct))).Refusal!.Code.Should().Be("webhook-secret-missing");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"id":"","type":"x"}""")]
    [InlineData("""{"id":7,"type":"x"}""")]
    [InlineData("""{"id":"evt_1"}""")]
    [InlineData("""{"id":"evt_\u0000","type":"x"}""")]
    [InlineData("""{"id":"evt_1","type":"x","data":""")]
    public async Task What_is_signed_and_no_event_is_malformed(string body)
    {
        var (shop, token) = await Shop();

        (await Receive(token, body, Signed(body))).Should().Be(WebhookOutcome.Malformed);
        (await shop.Ask<long>($"select count(*) from payment_event")).Should().Be(0);
    }

    [Theory]
    [InlineData("""{"id":"evt_1","type":"checkout.session.completed"}""")]
    [InlineData("""{"id":"evt_1","type":"checkout.session.completed","data":7}""")]
    [InlineData("""{"id":"evt_1","type":"checkout.session.completed","data":{"object":[]}}""")]
    [InlineData("""{"id":"evt_1","type":"checkout.session.completed","data":{"object":{"id":null,"metadata":[]}}}""")]
    [InlineData("""{"id":"evt_1","type":"payment_intent.succeeded","data":{"object":{"id":"pi_\u0000","metadata":{"order_id":"x"}}}}""")]
    [InlineData("""{"id":"evt_1","type":"charge.succeeded","data":{"object":{"payment_intent":{"id":"pi_1"}}}}""")]
    [InlineData("""{"id":"evt_1","type":"refund.updated","data":{"object":{"amount":"x","currency":"zzz","payment_intent":7},"extra":{}}}""")]
    [InlineData("""{"id":"evt_1","type":"charge.dispute.created","data":{"object":{}}}""")]
    [InlineData("""{"id":"evt_1","type":"some.future.event","data":{"object":{}},"new_field":1}""")]
    public async Task An_event_of_any_other_shape_is_kept_and_breaks_nothing(string body)
    {
        var (shop, token) = await Shop();

        (await Receive(token, body, Signed(body))).Should().Be(WebhookOutcome.Stored);
        (await shop.Ask<byte[]>($"select raw from payment_event")).Should().Equal(Encoding.UTF8.GetBytes(body));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_looked_at()
    {
        var (_, token) = await Shop();

        (await selling.Get<StripeWebhook>().Receive(token, new byte[StripeWebhook.MostBytes + 1], "t=1,v1=00", Ct)).Should().Be(WebhookOutcome.TooLarge);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public async Task An_account_without_a_webhook_secret_is_not_connected(string? secret)
    {
        var shop = await SellingShop.Open(database, clock);
        string[] secrets = secret is null ? [] : [secret];

        var connected = await shop.Try(db => selling.Get<PaymentAccounts>().Connect(db, new("acct_" + shop.Slug, new("sk_test", secrets), false), Selling.Ann, Ct));

        connected.Refusal!.Code.Should().Be("webhook-secret-missing");
        (await selling.Get<PaymentAccounts>().FindActive(shop.Db, Ct)).Should().BeNull();
    }

    [Fact]
    public async Task A_second_active_account_or_one_of_another_shop_is_refused()
    {
        var (shop, _) = await Shop();
        var other = await SellingShop.Open(database, clock);
        var accounts = selling.Get<PaymentAccounts>();

        (await shop.Try(db => accounts.Connect(db, new("acct_second", new("sk_test", [Secret]), false), Selling.Ann, Ct))).Refusal!.Code.Should().Be("payment-account-taken");
        (await other.Try(db => accounts.Connect(db, new("acct_" + shop.Slug, new("sk_test", [Secret]), false), Selling.Ann, Ct))).Refusal!.Code.Should().Be("payment-account-taken");
        (await accounts.FindActive(shop.Db, Ct))!.Credentials.ToString().Should().NotContain(Secret);
    }

    private async Task<(SellingShop Shop, string Token)> Shop()
    {
        var shop = await SellingShop.Open(database, clock);
        var account = await shop.Try(db => selling.Get<PaymentAccounts>().Connect(db, new("acct_" + shop.Slug, new("sk_test", [Secret]), false), Selling.Ann, Ct));
        return (shop, account.Value.WebhookToken);
    }

    private Task<WebhookOutcome> Receive(string token, string body, string? signature) =>
        selling.Get<StripeWebhook>().Receive(token, Encoding.UTF8.GetBytes(body), signature, Ct);

    private string Signed(string body)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return $"t={now},v1={Signature.HexOf(Secret, Encoding.UTF8.GetBytes($"{now}.{body}"))}";
    }

    private static string Sign(long time, string secret = Secret) => Signature.HexOf(secret, Encoding.UTF8.GetBytes($"{time}.{Body}"));
}
