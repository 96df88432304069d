extern alias Sandbox;

using System.Runtime.Versioning;
using FluentAssertions;
using Sandbox::ChatCommerce.Sandbox;
using Xunit;

namespace ChatCommerce.Tests.Sandbox;

public sealed class SnapshotTests : SandboxTest
{
    [Fact]
    public async Task A_restart_keeps_accounts_sessions_and_what_is_still_to_be_told()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox");
        try
        {
            var options = new SandboxOptions { Port = 0, DataFolder = folder.FullName };
            await StartSandbox(options);
            await PutAccount(AccountId, Key);
            await Control("/faults", new { kind = "hold" });
            var open = await OpenSession();
            var paid = await OpenSession();
            await Control($"/stripe/sessions/{paid}/pay");
            await StopSandbox();

            await StartSandbox(options);
            var released = await Control("/stripe/deliveries/release");

            (await Get($"/v1/checkout/sessions/{open}")).Text("status").Should().Be("open");
            (await Get($"/v1/checkout/sessions/{paid}?expand[]=line_items")).Number("line_items.data.0.amount_total").Should().Be(9000);
            released.Number("released").Should().Be(4);
            (await Receiver.Next("checkout.session.completed")).Subject.GetProperty("id").GetString().Should().Be(paid);
            (await Control($"/stripe/sessions/{open}/pay")).Status.Should().Be(200);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_snapshot_can_be_read_by_its_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox");
        try
        {
            await StartSandbox(new SandboxOptions { Port = 0, DataFolder = folder.FullName });
            await PutAccount(AccountId, Key);
            await StopSandbox();

            File.GetUnixFileMode(Path.Combine(folder.FullName, "sandbox.json"))
                .Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
