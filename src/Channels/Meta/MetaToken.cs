using System.Globalization;

namespace ChatCommerce.Channels.Meta;

/// <summary>
/// Until when a token lives, by <c>GET /debug_token</c>: the token itself and the permission to read data end apart, and the earlier end
/// counts. 0 is never. Tokens of Instagram Login belong to another host that has no such call.
/// </summary>
internal static class MetaToken
{
    public static async Task<TokenLife?> Life(GraphClient graph, GraphCall me, CancellationToken ct)
    {
        if (me.InstagramLogin)
        {
            return null;
        }

        var answer = await graph.Get(me with { Path = $"debug_token?input_token={Uri.EscapeDataString(me.Account.Secret("access_token"))}" }, ct);
        if (answer.Text("data", "is_valid") is not "true" || Seconds(answer.Text("data", "expires_at")) is not { } token)
        {
            return null;
        }

        var data = Seconds(answer.Text("data", "data_access_expires_at")) ?? 0;
        long[] ends = [.. new[] { token, data }.Where(s => s > 0)];
        return new(ends.Length == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(ends.Min()));
    }

    private static long? Seconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? seconds : null;
}
