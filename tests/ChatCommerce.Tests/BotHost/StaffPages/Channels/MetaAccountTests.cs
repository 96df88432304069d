using System.Globalization;
using System.Net;
using System.Text;
using ChatCommerce.Platform.Secrets;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages.Channels;

public sealed class MetaAccountTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    private static readonly byte[] Empty = Encoding.UTF8.GetBytes("""{"object":"whatsapp_business_account","entry":[]}""");

    private RunFileChannel Account => world.Host.Shops.Tenant("harbor").Channel("whatsapp");

    [Fact]
    public async Task A_webhook_signed_with_the_app_secret_before_the_change_is_still_genuine()
    {
        var (owner, page) = (await world.Browser("owner"), await Page());
        var (before, after) = (Account.Secrets["app_secret"], new string('b', 32));
        await owner.Get(page);

        (await owner.Post(page + "/rotate", ("secret", "app_secret"), ("value", "short"))).Read.Should().Contain("Expected 32 characters");
        (await owner.Do(page + "/rotate", ("secret", "app_secret"), ("value", after))).Text.Should().Contain("Changed.").And.NotContain(after).And.NotContain(before);

        (await Signed(before)).Should().Be(HttpStatusCode.OK);
        (await Signed(after)).Should().Be(HttpStatusCode.OK);
        (await Signed(new string('c', 32))).Should().Be(HttpStatusCode.Unauthorized);
        (await world.Database.Ask<string>("select detail::text from audit_entry where action = 'channel.secret-rotated'")).Should().Contain("{\"secret\": \"app_secret\"}");
    }

    [Fact]
    public async Task A_new_verify_token_is_shown_once_and_answers_the_providers_question()
    {
        var (owner, page) = (await world.Browser("owner"), await Page());
        await owner.Get(page);

        var shown = await owner.Post(page + "/rotate", ("secret", "verify_token"));
        shown.Read.Should().Contain("Copy these now");
        var made = shown.Text.Split("id=\"made-verify_token\"")[1].Split("value=\"")[1].Split('"')[0];
        (await owner.Get(page)).Text.Should().NotContain(made);

        foreach (var token in (string[])[made, Account.Secrets["verify_token"]])
        {
            using var answer = await world.Host.Http.GetAsync(new Uri($"{Account.Webhook}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={token}"));
            (answer.StatusCode, await answer.Content.ReadAsStringAsync()).Should().Be((HttpStatusCode.OK, "1158201444"));
        }
    }

    [Fact]
    public async Task Templates_are_entered_as_the_provider_has_them()
    {
        var (owner, page) = (await world.Browser("owner"), await Page());
        (string, string)[] template =
        [
            ("name", "order_news"), ("class", "notice"), ("language", "en_US"), ("body", "Order {{1}}: {{2}}"), ("parameters", "number, text"), ("status", "approved"),
        ];
        await owner.Get(page);

        (await owner.Post(page + "/templates", [.. template[..^2], ("parameters", "number"), ("status", "approved")])).Read.Should().Contain("in the text: 2; words here: 1").And.Contain("Order {{1}}: {{2}}");
        (await owner.Post(page + "/templates", [.. template[..^2], ("parameters", "number price"), ("status", "approved")])).Read.Should().Contain("Expected words out of text, link, number, amount");
        (await owner.Do(page + "/templates", template)).Read.Should().Contain("The template is saved").And.Contain("order_news").And.Contain("1 approved");
        (await owner.Post(page + "/templates", template)).Read.Should().Contain("There is a template of this name in this language already");

        var id = (await world.Database.Ask<string>("select id::text from message_template where name = 'order_news'"))[0];
        (await owner.Do(page + "/templates", [("template", id), .. template[..^1], ("status", "paused")])).Read.Should().Contain("1 paused");
        (await world.Database.Ask<string>("select name || ' ' || array_to_string(parameters, '+') || ' ' || status from message_template")).Should().Equal("order_news number+text paused");
        (await world.Audit(await Id())).Should().Contain("channel.template-added by staff:Owner").And.Contain("channel.template-edited by staff:Owner");
    }

    [Fact]
    public async Task The_day_a_token_ends_is_told_before()
    {
        var (owner, page) = (await world.Browser("owner"), await Page());
        await owner.Get(page);
        var day = TimeProvider.System.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var fields = owner.FieldsOf(page + "/settings");
        (await owner.Post(page + "/settings", new(fields) { ["token_expires"] = "soon" })).Read.Should().Contain("Expected a day such as");
        (await owner.Post(page + "/settings", new(fields) { ["token_expires"] = day })).Status.Should().Be(303);
        (await owner.Get(page)).Read.Should().Contain("in 3 days");
        (await owner.Get("/harbor/inbox")).Read.Should().Contain($"ends on {day}");

        var later = TimeProvider.System.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await owner.Get(page);
        (await owner.Post(page + "/settings", new(fields) { ["token_expires"] = later })).Status.Should().Be(303);
        (await owner.Get("/harbor/inbox")).Read.Should().NotContain("The access token of");
    }

    [Fact]
    public async Task The_provider_says_whether_the_credentials_work()
    {
        var (owner, page) = (await world.Browser("owner"), await Page());
        await owner.Get(page);

        (await owner.Do(page + "/verify")).Read.Should().Contain("Meta accepts the credentials");
        var wrong = await owner.Post(page + "/rotate", ("secret", "access_token"), ("value", "EAA-not-a-token-of-anybody"));
        (wrong.Status, wrong.Read.Contains("Meta does not accept the credentials", StringComparison.Ordinal)).Should().Be((409, true), wrong.Read);
        (await owner.Do(page + "/verify")).Read.Should().Contain("Meta accepts the credentials", "nothing was changed");
    }

    private async Task<HttpStatusCode> Signed(string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Account.Webhook)) { Content = new ByteArrayContent(Empty) };
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Signature.HexOf(secret, Empty));
        using var answer = await world.Host.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<string> Page() => $"/harbor/manage/channels/{await Id()}";

    private async Task<string> Id() => (await world.Database.Ask<string>($"select id::text from channel_account where external_id = '{Account.ExternalId}'"))[0];
}
