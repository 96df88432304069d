using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChatCommerce.Tests.World;

/// <summary>A customer's phone in the chat with one shop: what is done on it leaves as the provider's signed webhook, what it shows came through the provider's API.</summary>
public sealed partial class Handset(HttpClient sandbox, string kind, string account, string person)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly HashSet<string> heard = new(StringComparer.Ordinal);

    private string Path => $"/sandbox/phones/{kind}/{Uri.EscapeDataString(account)}/{person}";

    /// <summary>Everything in the chat so far, oldest first.</summary>
    public async Task<IReadOnlyList<HandsetBubble>> Bubbles() => (await Look("")).Bubbles;

    public async Task<IReadOnlyList<HandsetBubble>> FromShop() => [.. (await Bubbles()).Where(b => b.FromShop)];

    /// <summary>Does something as the sandbox's <c>act</c> names it; returns the provider's message id.</summary>
    public async Task<string> Do(object act) => (await DoAll(act))[0];

    /// <summary>Does something and returns the first thing the shop answers.</summary>
    public async Task<HandsetBubble> Ask(object act)
    {
        await HearAll();
        await Do(act);
        return await Expect(_ => true);
    }

    /// <summary>Several things at once, in one webhook where the provider batches.</summary>
    public async Task<IReadOnlyList<string>> DoAll(params object[] acts)
    {
        using var response = await sandbox.PostAsJsonAsync(Path + "/act", new { acts });
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The sandbox refused: {text}");
        }

        using var answer = JsonDocument.Parse(text);
        return [.. answer.RootElement.GetProperty("messageIds").EnumerateArray().Select(id => id.GetString()!)];
    }

    public Task<string> Write(string text) => Do(new { @do = "text", text });

    /// <summary>Writes and returns the first thing the shop answers.</summary>
    public async Task<HandsetBubble> Say(string text)
    {
        await HearAll();
        await Write(text);
        return await Expect(_ => true);
    }

    /// <summary>
    /// Taps what shows this label in that message, or in the newest that has it: a button, a row of a list, or a numbered line, whose number is then
    /// written. Returns the first answer.
    /// </summary>
    public async Task<HandsetBubble> Tap(string label, HandsetBubble? on = null)
    {
        await HearAll();
        var shown = on ?? (await FromShop()).Last(b => b.Offers(label) || NumberOf(b, label) is not null);
        if (shown.Choices.FirstOrDefault(b => b.Shows(label)) is { } button)
        {
            await Do(new { @do = "tap", payload = button.Payload, label = button.Label, messageId = shown.Id });
        }
        else if (shown.Rows.FirstOrDefault(r => r.Shows(label)) is { } row)
        {
            await Do(new { @do = "row", payload = row.Payload, label = row.Title, description = row.Description, messageId = shown.Id });
        }
        else
        {
            await Write(NumberOf(shown, label)!.Value.ToString(CultureInfo.InvariantCulture));
        }

        return await Expect(_ => true);
    }

    public Task<HandsetBubble> Expect(string text) => Expect(b => b.Everything.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Waits for a message of the shop that satisfies the predicate, among those not returned yet.</summary>
    public async Task<HandsetBubble> Expect(Func<HandsetBubble, bool> predicate)
    {
        using var patience = new CancellationTokenSource(Patience);
        long? since = null;
        while (true)
        {
            var chat = await Look(since is { } version ? $"?since={version}&wait=5" : "");
            foreach (var bubble in chat.Bubbles.Where(b => b.FromShop && heard.Add(b.Id)))
            {
                if (predicate(bubble))
                {
                    return bubble;
                }
            }

            since = chat.Version;
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"{person} waited in vain. The chat:\n{Told(chat)}");
            }
        }
    }

    /// <summary>The address behind the newest button, card or word that holds this, such as <c>/c/</c> for the pay link.</summary>
    public async Task<string> Link(string part)
    {
        var shown = await Expect(b => b.Links.Any(link => link.Contains(part, StringComparison.Ordinal)));
        return shown.Links.Last(link => link.Contains(part, StringComparison.Ordinal));
    }

    private async Task HearAll()
    {
        foreach (var bubble in await FromShop())
        {
            heard.Add(bubble.Id);
        }
    }

    private async Task<HandsetChat> Look(string query) =>
        await sandbox.GetFromJsonAsync<HandsetChat>(Path + "/chat" + query) ?? throw new InvalidOperationException("The sandbox shows no chat.");

    private static int? NumberOf(HandsetBubble bubble, string label)
    {
        var line = NumberedLine().Matches(bubble.Text).FirstOrDefault(m => m.Groups["what"].Value.Contains(label, StringComparison.OrdinalIgnoreCase));
        return line is null ? null : int.Parse(line.Groups["number"].Value, CultureInfo.InvariantCulture);
    }

    private static string Told(HandsetChat chat) => string.Join('\n', chat.Bubbles.Select(b => $"{(b.FromShop ? "shop" : "customer")} [{b.State}]: {b.Everything}"));

    [GeneratedRegex(@"^(?<number>\d+)\. (?<what>.+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex NumberedLine();

    private sealed record HandsetChat(long Version, HandsetBubble[] Bubbles);
}

/// <summary>A message as the phone shows it.</summary>
public sealed partial record HandsetBubble(string Id, bool FromShop, string State, string Text)
{
    public string? Header { get; init; }

    public string? Footer { get; init; }

    public HandsetMedia? Media { get; init; }

    public HandsetCard[] Cards { get; init; } = [];

    public HandsetButton[] Buttons { get; init; } = [];

    public HandsetButton[] QuickReplies { get; init; } = [];

    public HandsetList? List { get; init; }

    public string? Reaction { get; init; }

    public string? Note { get; init; }

    public string Raw { get; init; } = "";

    /// <summary>Buttons that answer, wherever they stand.</summary>
    public IEnumerable<HandsetButton> Choices => AllButtons.Where(b => b.Url is null);

    public IEnumerable<HandsetRow> Rows => List?.Sections.SelectMany(s => s.Rows) ?? [];

    /// <summary>Every address in it, in the order of the eye.</summary>
    public IEnumerable<string> Links => Address().Matches(Text).Select(m => m.Value)
        .Concat(Cards.Select(c => c.Url).OfType<string>())
        .Concat(AllButtons.Select(b => b.Url).OfType<string>());

    /// <summary>All its words.</summary>
    public string Everything => string.Join('\n', ((string?[])
        [Header, Text, Footer, .. Cards.SelectMany(c => (string?[])[c.Title, c.Subtitle]), .. AllButtons.Select(b => $"[{b.Label}]"),
         .. Rows.Select(r => $"[{r.Title}] {r.Description}")]).Where(part => !string.IsNullOrEmpty(part)));

    private IEnumerable<HandsetButton> AllButtons => Cards.SelectMany(c => c.Buttons).Concat(Buttons).Concat(QuickReplies);

    public bool Offers(string label) => Choices.Any(b => b.Shows(label)) || Rows.Any(r => r.Shows(label));

    [GeneratedRegex(@"https?://[^\s)]+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}

public sealed record HandsetMedia(string Kind, string Address);

public sealed record HandsetCard(string Title, string? Subtitle, string? Picture, string? Url, HandsetButton[] Buttons);

public sealed record HandsetButton(string Label, string Payload, string? Url)
{
    public bool Shows(string label) => Label.Contains(label, StringComparison.OrdinalIgnoreCase);
}

public sealed record HandsetList(string Label, HandsetSection[] Sections);

public sealed record HandsetSection(string? Title, HandsetRow[] Rows);

public sealed record HandsetRow(string Payload, string Title, string? Description)
{
    public bool Shows(string label) => $"{Title} {Description}".Contains(label, StringComparison.OrdinalIgnoreCase);
}
