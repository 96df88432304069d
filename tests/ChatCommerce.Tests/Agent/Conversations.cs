using System.Security.Cryptography;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;

namespace ChatCommerce.Tests.Agent;

internal static class Conversations
{
    /// <summary>A conversation on a web chat account of its own.</summary>
    public static async Task<ConversationId> Open(TestDatabase database, TimeProvider clock, TenantId tenant, ContactId contact, string language)
    {
        var (account, conversation) = (Id.New<ChannelAccountId>(clock), Id.New<ConversationId>(clock));
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await database.Tenants.For(tenant).Execute($"""
            insert into channel_account (tenant_id, id, kind, external_id, name, webhook_token, credentials)
            values ({tenant}, {account}, 'web_chat', {token}, 'Web chat', {token}, {Array.Empty<byte>()})
            """, CancellationToken.None);
        await database.Tenants.For(tenant).Execute($"""
            insert into conversation (tenant_id, id, channel_account_id, contact_id, thread_key, language)
            values ({tenant}, {conversation}, {account}, {contact}, {token}, {language})
            """, CancellationToken.None);
        return conversation;
    }
}
