using System.ComponentModel.DataAnnotations;

namespace ChatCommerce.BotHost.WebChat;

/// <summary>How long web chat sessions live and how much one client may ask. Section <c>WebChat</c>.</summary>
public sealed class WebChatOptions
{
    /// <summary>Life of a token; the published clients refresh it at half of 30 minutes.</summary>
    [Range(60, 86_400)]
    public int TokenSeconds { get; set; } = 1_800;

    /// <summary>How long after its token ended our own widget may come back to its conversation.</summary>
    [Range(0, 365)]
    public int SessionDays { get; set; } = 30;

    /// <summary>Requests one address may make at once with tokens; offices and phone networks share addresses, so it is generous.</summary>
    [Range(1, 1_000_000)]
    public int AddressBurst { get; set; } = 4_000;

    [Range(1, 100_000)]
    public int AddressPerSecond { get; set; } = 400;

    /// <summary>New sessions one address may open at once from a shop's pages.</summary>
    [Range(1, 1_000_000)]
    public int OpenBurst { get; set; } = 60;

    [Range(1, 100_000)]
    public int OpenPerSecond { get; set; } = 1;

    /// <summary>Activities one conversation may send at once.</summary>
    [Range(1, 1_000_000)]
    public int SessionBurst { get; set; } = 60;

    [Range(1, 100_000)]
    public int SessionPerSecond { get; set; } = 5;

    /// <summary>Requests the holder of a web chat key may make at once.</summary>
    [Range(1, 1_000_000)]
    public int KeyBurst { get; set; } = 20_000;

    [Range(1, 100_000)]
    public int KeyPerSecond { get; set; } = 2_000;

    /// <summary>Open streams of one conversation (tabs); a further one closes the oldest.</summary>
    [Range(1, 100)]
    public int StreamsPerConversation { get; set; } = 4;

    /// <summary>Open streams of this process.</summary>
    [Range(1, 1_000_000)]
    public int Streams { get; set; } = 10_000;

    /// <summary>Silence after which a stream sends its empty frame and looks for rows whose signal was lost.</summary>
    [Range(1, 300)]
    public int KeepAliveSeconds { get; set; } = 15;
}
