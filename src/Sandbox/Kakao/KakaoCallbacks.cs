using System.Collections.Concurrent;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatCommerce.Sandbox.Kakao;

/// <summary>Callback addresses: offered where a bot has the option, good once and for a minute.</summary>
internal sealed class KakaoCallbacks(IServer server, SandboxOptions options, TimeProvider clock)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, bool> offering = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Offered> open = new(StringComparer.Ordinal);

    /// <summary>Whether the bot's block has the callback option.</summary>
    public void Allow(Line line, bool offered) => offering[line.ExternalId] = offered;

    /// <summary>A fresh address; null where the option is off.</summary>
    public string? Offer(PhoneChat chat)
    {
        if (!offering.GetValueOrDefault(chat.Line.ExternalId))
        {
            return null;
        }

        if (open.Count >= Most)
        {
            open.Clear();
        }

        var token = Ids.New("cb_", 24);
        open[token] = new(chat, clock.GetUtcNow() + Life);
        return new Uri(Base, $"kakao/v1/bots/{chat.Line.ExternalId}/callback/{token}").ToString();
    }

    /// <summary>The chat it was for; null when it was used, has expired or never was.</summary>
    public PhoneChat? Use(string bot, string token) =>
        open.TryRemove(token, out var offered) && offered.Until > clock.GetUtcNow() && offered.Chat.Line.ExternalId == bot ? offered.Chat : null;

    private Uri Base => options.PublicUrl ?? new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private sealed record Offered(PhoneChat Chat, DateTimeOffset Until);
}
