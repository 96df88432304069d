using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.BotHost.WebChat.Sessions;

/// <summary>Signs and reads web chat tokens and conversation ids. Nothing is stored: what we signed is what we know.</summary>
internal sealed class ChatTokens(SecretBox secrets, WebChatOptions options, TimeProvider clock)
{
    private const int LongestToken = 4_000;
    private const int RandomLength = 16;
    private const int MarkLength = 8;
    private static readonly TimeSpan StreamLife = TimeSpan.FromSeconds(60);
    private readonly byte[] key = secrets.Derive("direct line");

    public int Life => options.TokenSeconds;

    public string Issue(ChatSession session, TokenUse use)
    {
        var life = use is TokenUse.Stream ? StreamLife : TimeSpan.FromSeconds(Life);
        var body = Encoding.UTF8.GetBytes(Json.Write(new Signed(session, use, (clock.GetUtcNow() + life).ToUnixTimeSeconds())));
        return Base64Url.EncodeToString(body) + "." + Base64Url.EncodeToString(Mac("token", body));
    }

    /// <summary>Reads a token that is ours and in time.</summary>
    /// <param name="expired">It was ours, and has ended.</param>
    public ChatSession? Read(string token, TokenUse use, out bool expired)
    {
        var signed = Open(token, use);
        expired = signed is not null && Ended(signed, TimeSpan.Zero);
        return expired ? null : signed?.Session;
    }

    /// <summary>Reads a token of a session that may come back, in time or ended not too long ago.</summary>
    public ChatSession? ReadReturning(string token) =>
        Open(token, TokenUse.Chat) is { } signed && !Ended(signed, TimeSpan.FromDays(options.SessionDays)) ? signed.Session : null;

    /// <summary>A conversation id that cannot be guessed and that only this account's requests can use.</summary>
    public string NewConversation(ChannelAccountId account)
    {
        var random = RandomNumberGenerator.GetBytes(RandomLength);
        return Base64Url.EncodeToString([.. random, .. Mark(account, random)]);
    }

    public bool IsConversationOf(ChannelAccountId account, string id)
    {
        var bytes = new byte[RandomLength + MarkLength];
        return id.Length == Base64Url.GetEncodedLength(bytes.Length)
            && Base64Url.IsValid(id) && Base64Url.TryDecodeFromChars(id, bytes, out var length) && length == bytes.Length
            && CryptographicOperations.FixedTimeEquals(Mark(account, bytes[..RandomLength]), bytes.AsSpan(RandomLength));
    }

    /// <summary>An address part that opens one file of a customer and nothing else, for as long as the file is kept.</summary>
    public string SignFile(ChatSession session, string key)
    {
        var body = Encoding.UTF8.GetBytes(Json.Write(new SignedFile(session.Tenant, session.Account, key)));
        return Base64Url.EncodeToString(body) + "." + Base64Url.EncodeToString(Mac("file", body));
    }

    public SignedFile? ReadFile(string token) => Body(token, "file") is { } body ? JsonSerializer.Deserialize<SignedFile>(body, Json.Options) : null;

    private bool Ended(Signed signed, TimeSpan grace) => DateTimeOffset.FromUnixTimeSeconds(signed.Ends) + grace <= clock.GetUtcNow();

    private Signed? Open(string token, TokenUse use)
    {
        var signed = Body(token, "token") is { } body ? JsonSerializer.Deserialize<Signed>(body, Json.Options) : null;
        return signed?.Use == use ? signed : null;
    }

    // Null unless we signed it for this purpose.
    private byte[]? Body(string token, string purpose)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || token.Length > LongestToken || !Base64Url.IsValid(token.AsSpan(0, dot)) || !Base64Url.IsValid(token.AsSpan(dot + 1)))
        {
            return null;
        }

        var body = Base64Url.DecodeFromChars(token.AsSpan(0, dot));
        return CryptographicOperations.FixedTimeEquals(Mac(purpose, body), Base64Url.DecodeFromChars(token.AsSpan(dot + 1))) ? body : null;
    }

    private byte[] Mark(ChannelAccountId account, byte[] random) => Mac("conversation", [.. account.Value.ToByteArray(), .. random])[..MarkLength];

    private byte[] Mac(string purpose, byte[] body) => HMACSHA256.HashData(key, (byte[])[.. Encoding.ASCII.GetBytes(purpose + "\n"), .. body]);

    private sealed record Signed(ChatSession Session, TokenUse Use, long Ends);
}

/// <summary>One file, by the key of the event it came with.</summary>
internal sealed record SignedFile(TenantId Tenant, ChannelAccountId Account, string Key);
