using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Kakao;

/// <summary>One call of the bot's skill: what one person said, and where the answer goes besides the response itself.</summary>
/// <param name="BotId">Without the mark of a development bot.</param>
/// <param name="UserId">The person, as this bot knows them.</param>
/// <param name="Contents">What was said; empty when the person only asks for what is there.</param>
public sealed record SkillRequest(string BotId, string UserId, IReadOnlyList<InboundContent> Contents)
{
    /// <summary>Two calls within this time that say the same are one double tap.</summary>
    public static readonly TimeSpan DoubleTap = TimeSpan.FromSeconds(3);

    public required Sender Sender { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What makes the call the same as another: bot, person, block, words and what the tapped button carries.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The callback's address, which is another in each call; null when the block offers none.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>The person asks for the answer that was not ready, or an event of ours brought them here.</summary>
    public bool Resumes { get; init; }

    /// <summary>Kakao gives no id. A callback's address is one; a tap, and a call without callback, is known by what it says and when.</summary>
    public string Key => CallbackUrl is not null && Contents is not [ChoiceTapped, ..] ? "callback:" + Hash(CallbackUrl) : Bucket(At);

    /// <summary>The key that the same double tap had if it began in the bucket before; null when the key does not depend on the time.</summary>
    public string? EarlierKey => Key.StartsWith("callback:", StringComparison.Ordinal) ? null : Bucket(At - DoubleTap);

    public IReadOnlyList<Received> Events(string key) =>
    [
        .. Contents.Select((content, n) => new Received(BotId, new InboundEvent(n == 0 ? key : $"{key}#{n}", UserId, Sender, At, content) { AnsweredInRequest = true })),
    ];

    private string Bucket(DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture, $"skill:{Hash(Fingerprint)}:{at.ToUnixTimeMilliseconds() / (long)DoubleTap.TotalMilliseconds}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
