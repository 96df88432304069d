using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace ChatCommerce.BotHost.WebChat;

/// <summary>How much one address, one conversation and one key may ask; each a bucket that fills again by the second.</summary>
internal sealed class ChatLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string> addresses;
    private readonly PartitionedRateLimiter<string> opening;
    private readonly PartitionedRateLimiter<string> sessions;
    private readonly PartitionedRateLimiter<string> keys;

    public ChatLimits(WebChatOptions options)
    {
        addresses = Buckets(options.AddressBurst, options.AddressPerSecond);
        opening = Buckets(options.OpenBurst, options.OpenPerSecond);
        sessions = Buckets(options.SessionBurst, options.SessionPerSecond);
        keys = Buckets(options.KeyBurst, options.KeyPerSecond);
    }

    /// <summary>Null when the request may go on; else how long to wait.</summary>
    public TimeSpan? TakeRequest(HttpContext http) => Take(addresses, AddressOf(http), 1);

    public TimeSpan? TakeOpening(HttpContext http) => Take(opening, AddressOf(http), 1);

    public TimeSpan? TakeKey(string account) => Take(keys, account, 1);

    /// <param name="cost">An upload weighs more than a text.</param>
    public TimeSpan? TakeActivity(string conversation, int cost) => Take(sessions, conversation, cost);

    public void Dispose()
    {
        addresses.Dispose();
        opening.Dispose();
        sessions.Dispose();
        keys.Dispose();
    }

    private static TimeSpan? Take(PartitionedRateLimiter<string> limiter, string partition, int permits)
    {
        using var lease = limiter.AttemptAcquire(partition, permits);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
    }

    private static PartitionedRateLimiter<string> Buckets(int burst, int perSecond) => PartitionedRateLimiter.Create<string, string>(partition =>
        RateLimitPartition.GetTokenBucketLimiter(partition, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    // One person has a whole IPv6 /64 to choose addresses from.
    internal static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
