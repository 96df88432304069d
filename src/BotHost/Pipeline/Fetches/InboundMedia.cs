using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Fetches;

/// <summary>Reads files that customers sent, once they are kept.</summary>
public sealed class InboundMedia
{
    /// <summary>For people of the shop.</summary>
    public Task<KeptFile?> Find(TenantScope db, ConversationId conversation, MessageId message, CancellationToken ct) => db.Find<KeptFile>($"""
        {Columns} where f.tenant_id = {db.Tenant} and f.conversation_id = {conversation} and f.message_id = {message} and f.state = 'stored'
        """, ct);

    /// <summary>For the customer who sent it, by the key of the event it came with.</summary>
    public Task<KeptFile?> Find(TenantScope db, ChannelAccountId account, string providerKey, CancellationToken ct) => db.Find<KeptFile>($"""
        {Columns} where f.tenant_id = {db.Tenant} and f.state = 'stored' and (m.conversation_id, m.seq) = (
            select conversation_id, seq from inbound_event where tenant_id = {db.Tenant} and channel_account_id = {account} and provider_key = {providerKey})
        """, ct);

    private static Sql Columns => $"""
        select m.content ->> 'fileName' as name, m.content ->> 'type' as kind, f.content_type, f.sha256, f.content as bytes
        from inbound_media f join message m on m.tenant_id = f.tenant_id and m.id = f.message_id
        """;
}

/// <param name="Name">As the customer called it.</param>
/// <param name="Kind">image, audio, video, file or sticker.</param>
public sealed record KeptFile(string? Name, string Kind, string ContentType, byte[] Sha256, byte[] Bytes);
