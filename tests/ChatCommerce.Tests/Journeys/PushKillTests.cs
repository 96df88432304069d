extern alias Sandbox;

using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Sandbox::ChatCommerce.Sandbox;
using Xunit;

namespace ChatCommerce.Tests.Journeys;

/// <summary>
/// The program is killed while a message is on its way to a provider, where nobody can know whether it went out. A second copy of a
/// confirmation does no harm, so it goes once more; a reply that may have been read is not repeated, and staff see that nobody knows.
/// </summary>
public sealed class PushKillTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly Uri address = new($"http://localhost:{TestHost.FreePort()}");
    private readonly string folder = Directory.CreateTempSubdirectory("chatcommerce-kill").FullName;
    private WebApplication sandbox = null!;
    private HttpClient provider = null!;
    private HostProcess? host;

    public async ValueTask InitializeAsync()
    {
        sandbox = SandboxApp.Create(new SandboxOptions { Port = 0, RetryScale = 0.2, DataFolder = folder }, TimeProvider.System);
        await sandbox.StartAsync();
        provider = new() { BaseAddress = new Uri(sandbox.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        provider.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        await sandbox.StopAsync();
        await sandbox.DisposeAsync();
    }

    [Theory]
    [InlineData("zoe", "out.journaled", 0, "out.sent", 2)]
    [InlineData("yan", "out.sent", 1, "out.journaled", 1)]
    public async Task A_kill_while_a_message_is_sent_repeats_only_what_may_be_repeated(string person, string atReply, int replies, string atConfirmation, int confirmations)
    {
        var phone = new Handset(provider, "telegram", "harbor", person);

        await Start(atReply);
        await phone.Write("hi");
        await host!.Died();
        await Start(atConfirmation);
        await Becomes("reply ambiguous 1");
        (await phone.FromShop()).Should().HaveCount(replies, "a reply is not repeated");

        await phone.Write("STOP");
        await host!.Died();
        await Start(null);
        await Becomes("reply ambiguous 1, confirmation accepted 2");
        (await phone.FromShop()).Should().HaveCount(replies + confirmations, "a confirmation may come twice and must come once");

        await phone.Write("START");
        await Becomes("reply ambiguous 1, confirmation accepted 2, confirmation accepted 1");
    }

    [Fact]
    public async Task A_kill_before_whatsapp_was_called_repeats_no_reply_and_sends_a_confirmation_once()
    {
        var phone = new Handset(provider, "whatsapp", "harbor", "wim");

        await Start("out.journaled");
        await phone.Write("hi");
        await host!.Died();
        await Start("out.journaled");
        await Becomes("reply ambiguous 1");
        (await phone.FromShop()).Should().BeEmpty();

        await phone.Write("STOP");
        await host!.Died();
        await Start(null);
        await Becomes("reply ambiguous 1, confirmation delivered 2");
        (await phone.FromShop()).Should().ContainSingle();
    }

    private async Task Start(string? fault)
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        var settings = HostProcess.Settings(database, address, folder);
        settings["CHATCOMMERCE_SANDBOX_PORT"] = provider.BaseAddress!.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        settings["Pipeline__QuietMilliseconds"] = "0";
        host = await HostProcess.Start(settings, fault, address);
    }

    // Class, state and attempts of what was written to the newest person, in order.
    private Task Becomes(string sends) => database.Until("""
        select coalesce(string_agg(class || ' ' || state || ' ' || attempts, ', ' order by seq), '') from outbox
        where conversation_id = (select id from conversation order by created_at desc limit 1)
        """, sends);
}
