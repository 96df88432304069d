using System.Net;
using ChatCommerce.Tests.BotHost.StaffPages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.SignIn;

public sealed class SignInTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Sorry = "That did not work. Check the e-mail address and the password";
    private readonly TestClock clock = new();
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.Start(database, new Dictionary<string, string?> { ["CHATCOMMERCE_ROLES"] = "web" }, clock);

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("owner")]
    [InlineData("vendor")]
    [InlineData("agent")]
    [InlineData("viewer")]
    public async Task Everybody_who_works_for_a_shop_comes_in_and_goes_again(string role)
    {
        using var browser = new StaffBrowser(host.Address);
        (await browser.Get("/harbor/inbox")).Location.Should().EndWith("/sign-in?return=%2Fharbor%2Finbox");

        await browser.Enter(Person(role));
        (await browser.Get("/inbox")).Location.Should().Be("/harbor/inbox");
        (await browser.Get("/harbor/inbox")).Status.Should().Be(200);
        (await browser.Post("/sign-out")).Location.Should().Be("/sign-in");
        (await browser.Get("/harbor/inbox")).Status.Should().Be(302);

        (await Audit(role)).TakeLast(2).Should().Equal("signed-in", "signed-out");
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_address_and_odd_text_get_the_same_answer()
    {
        using var browser = new StaffBrowser(host.Address);
        foreach (var (email, password) in new[] { (Person("owner").Email, "wrong"), ("nobody@harbor.test", "wrong"), ("", ""), ("\u202ea'--", "c\ud800d"), (new string('x', 400), "y") })
        {
            var answer = await browser.Enter(email, password);

            answer.Status.Should().Be(401);
            answer.Read.Should().Contain(Sorry).And.NotContain("unknown").And.NotContain("locked");
        }

        (await browser.Get("/harbor/inbox")).Status.Should().Be(302);
    }

    [Fact]
    public async Task Eight_wrong_passwords_close_the_account_for_ten_minutes_and_nobody_can_tell()
    {
        var person = Person("agent");
        using var browser = new StaffBrowser(host.Address);
        for (var i = 0; i < 8; i++)
        {
            (await browser.Enter(person.Email, "wrong")).Status.Should().Be(401);
        }

        var right = await browser.Enter(person.Email.ToUpperInvariant(), person.Password);
        right.Status.Should().Be(401);
        right.Read.Should().Contain(Sorry);
        (await Audit("agent")).Should().EndWith("locked-out").And.ContainSingle(a => a == "locked-out");

        clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        await browser.Enter(person);
        (await Audit("agent")).Should().EndWith("signed-in");
    }

    [Theory]
    [InlineData("/harbor/manage/orders?state=paid", "/harbor/manage/orders?state=paid")]
    [InlineData("https://evil.test/", "/inbox")]
    [InlineData("//evil.test/", "/inbox")]
    [InlineData("/\\evil.test", "/inbox")]
    [InlineData("/\t/evil.test", "/inbox")]
    [InlineData("/ok\r\nSet-Cookie: a=b", "/inbox")]
    [InlineData("javascript:alert(1)", "/inbox")]
    [InlineData("/받은편지함", "/inbox")]
    [InlineData("", "/inbox")]
    public async Task Signing_in_leads_to_our_own_pages_only(string target, string expected)
    {
        using var browser = new StaffBrowser(host.Address);
        var (person, shown) = (Person("viewer"), await browser.Get("/sign-in?return=" + Uri.EscapeDataString(target)));
        shown.Read.Should().Contain($"name=\"return\" value=\"{expected}\"");

        (await browser.Enter(person.Email, person.Password, target)).Location.Should().Be(expected);
    }

    [Fact]
    public async Task A_form_that_is_not_ours_changes_nothing()
    {
        using var browser = new StaffBrowser(host.Address);
        var person = Person("owner");
        var fields = new Dictionary<string, string> { ["email"] = person.Email, ["password"] = person.Password };

        (await browser.PostWithoutToken("/sign-in", fields)).Should().Match<StaffAnswer>(a => a.Status == 400 && a.Read.Contains("nothing was changed"));
        await browser.Enter(person);
        (await browser.PostWithoutToken("/sign-out", [])).Status.Should().Be(400);
        (await browser.PostWithoutToken("/harbor/manage/orders/H1/cancel", [])).Status.Should().Be(400);
        (await browser.Post("/sign-out", ("text", "a\0b"))).Status.Should().Be(400, "a form with a NUL in it is no form");
        (await browser.PostWithoutToken("/sign-out", new() { [new string('k', 5_000)] = "too long a name" })).Status.Should().Be(400);
        (await browser.Get("/harbor/inbox")).Status.Should().Be(200, "still signed in");
    }

    [Fact]
    public async Task A_person_who_no_longer_works_for_the_shop_is_out_within_a_minute()
    {
        using var browser = new StaffBrowser(host.Address);
        await browser.Enter(Person("vendor"));
        (await browser.Get("/harbor/inbox")).Status.Should().Be(200);

        await database.Run($"update staff set disabled_at = now() where email = '{Person("vendor").Email}'");
        clock.Advance(TimeSpan.FromSeconds(61));

        (await browser.Get("/harbor/inbox")).Status.Should().Be(302);
        await database.Run("update staff set disabled_at = null");
    }

    [Fact]
    public async Task A_cookie_and_a_form_hold_on_another_node_and_after_a_restart()
    {
        await using var other = await TestHost.Start(database, new Dictionary<string, string?> { ["CHATCOMMERCE_ROLES"] = "web" }, clock);
        var cookies = new CookieContainer();
        using var here = new StaffBrowser(host.Address, cookies);
        await here.Enter(Person("owner"));
        using var there = new StaffBrowser(other.Address, cookies);

        (await there.Get("/harbor/inbox")).Status.Should().Be(200);
        (await here.Get("/harbor/inbox")).Status.Should().Be(200);
        (await there.PostWithoutToken("/sign-out", here.FieldsOf("/sign-out"))).Status.Should().Be(303);
        (await database.Ask<string>("select element from data_protection_key")).Should().NotBeEmpty().And.OnlyContain(e => e.Contains("<sealed") && !e.Contains("masterKey><value"));
    }

    private RunFileStaff Person(string role) => host.Shops.Tenant("harbor").SignIn(role);

    private Task<List<string>> Audit(string role) => database.Ask<string>($"""
        select e.action from audit_entry e join staff s on s.id::text = e.subject and e.subject_kind = 'staff'
        where s.email = '{Person(role).Email}' and e.tenant_id = '{host.Shops.Tenant("harbor").Id}' order by e.seq
        """);
}
