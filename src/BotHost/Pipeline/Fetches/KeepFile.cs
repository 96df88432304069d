using System.Security.Cryptography;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Fetches;

/// <summary>The part of storing an event that keeps its file: the bytes that came with it, or a row that says they are to be fetched.</summary>
internal static class KeepFile
{
    /// <summary>A further part of the statement that has just inserted <c>fresh</c>; nothing for an event without a file.</summary>
    public static Sql Of(TenantId tenant, Guid message, InboundEvent inbound) => inbound switch
    {
        { Content: MediaSent sent, File: { } bytes } => Came(tenant, message, sent, bytes),
        { Content: MediaSent } => $"""
            , file as (
                insert into inbound_media (tenant_id, message_id, conversation_id, due_at, created_at)
                select {tenant}, {message}, conversation_id, now(), now() from fresh
            )
            """,
        _ => Sql.Empty,
    };

    private static Sql Came(TenantId tenant, Guid message, MediaSent sent, byte[] bytes)
    {
        // What begins like nothing known is a file of some kind, whatever it is called.
        var type = LeadingBytes.TypeOf(bytes) ?? "application/octet-stream";
        var problem = bytes.Length == 0 ? "The file is empty."
            : sent.Type == "image" && !type.StartsWith("image/", StringComparison.Ordinal) ? $"The file was announced as {sent.ContentType} but is no picture." : null;
        var kept = problem is null ? bytes : null;
        return $"""
            , file as (
                insert into inbound_media (tenant_id, message_id, conversation_id, state, problem, content_type, size, sha256, content, created_at, finished_at)
                select {tenant}, {message}, conversation_id, case when {problem}::text is null then 'stored' else 'refused' end, {problem},
                    {type}, {(long)bytes.Length}, {SHA256.HashData(bytes)}, {kept}, now(), now() from fresh
            )
            """;
    }
}
