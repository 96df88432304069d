using System.Text.RegularExpressions;
using ChatCommerce.Tests.World.Programs;

namespace ChatCommerce.Tests.Tenancy;

/// <summary>A shop with a row in every table, and the names by which somebody else could ask for them.</summary>
/// <param name="Mark">A word that stands in its product, texts, contact and messages, and nowhere else.</param>
/// <param name="Ids">Every id of its rows.</param>
/// <param name="Secrets">Everything of it that no answer to another shop may hold.</param>
public sealed partial record FilledShop(RunFileTenant Place, string Mark, IReadOnlySet<Guid> Ids, IReadOnlyList<string> Secrets)
{
    public Guid Tenant => Place.Id;

    public string Slug => Place.Slug;

    public string Handle => Mark;

    public string Sku => Mark.ToUpperInvariant();

    public string Document => Mark + "-page";

    public string Post => Mark + "-post";

    public required Guid Product { get; init; }

    public required Guid Variant { get; init; }

    public required Guid Upload { get; init; }

    public required Guid Contact { get; init; }

    public required Guid Conversation { get; init; }

    /// <summary>One that came with a file.</summary>
    public required Guid Message { get; init; }

    public required Guid PaidOrder { get; init; }

    public required Guid OpenOrder { get; init; }

    public required string OpenOrderNumber { get; init; }

    public required Guid PendingAction { get; init; }

    public required Guid PaymentAccount { get; init; }

    public required Guid PaymentException { get; init; }

    /// <summary>The conversation's name in Direct Line, and a token for it.</summary>
    public required string Thread { get; init; }

    public required string ThreadToken { get; init; }

    /// <summary>The secret paths of its payment account's and its Telegram account's webhooks.</summary>
    public required string WebhookToken { get; init; }

    public required string ChannelToken { get; init; }

    public required Guid ChannelAccount { get; init; }

    /// <summary>What of this shop stands in a text; nothing when the text is somebody else's alone.</summary>
    public IEnumerable<string> LeakedIn(string text) =>
        Secrets.Where(s => text.Contains(s, StringComparison.OrdinalIgnoreCase))
            .Concat(Uuids().Matches(text).Select(m => Guid.Parse(m.Value)).Where(Ids.Contains).Select(id => id.ToString()));

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Uuids();
}
