using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Platform.Database;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline;

public sealed class AccountJobsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task An_account_that_cannot_be_opened_keeps_no_other_shops_from_being_probed_and_cleaned()
    {
        await using var office = await PostOffice.Open(database);
        var (broken, sound) = (office.Db("dalbit"), office.Db());
        await Spoil(broken, [0]);
        await Spoil(sound, await sound.Get<byte[]>($"select credentials from channel_account where tenant_id = {sound.Tenant} and kind = 'post'", default));

        await office.Host.Services.GetRequiredService<ProbeAccounts>().Run(default);
        await office.Host.Services.GetRequiredService<AccountSecrets>().DropOld(default);

        (await sound.Get<bool>($"select status = 'connected' and old_until is null from channel_account where tenant_id = {sound.Tenant} and kind = 'post'", default)).Should().BeTrue();
        (await broken.Get<bool>($"select status = 'paused' and old_until > now() from channel_account where tenant_id = {broken.Tenant} and kind = 'post'", default)).Should().BeTrue();
    }

    private static Task Spoil(TenantScope db, byte[] credentials) => db.Execute($"""
        update channel_account set status = 'paused', old_until = now() - interval '1 minute', credentials = {credentials}
        where tenant_id = {db.Tenant} and kind = 'post'
        """, default);
}
