using System.Globalization;
using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Channels.Accounts;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.StaffPages.Channels;

public sealed record ChannelListView(StaffCall Call, IReadOnlyList<AccountView> Accounts, ChannelKinds Kinds)
{
    /// <summary>What can be connected.</summary>
    public IReadOnlyList<AccountForm> Offered => Kinds.Forms;

    public string Token { get; init; } = "";

    /// <summary>One was just disconnected.</summary>
    public bool IsDone { get; init; }

    public string Root => $"/{Call.Tenant.Slug}/manage/channels";

    public string Title(string kind) => Kinds.FormOf(kind)?.Title ?? char.ToUpperInvariant(Kinds.NameOf(kind).English[0]) + Kinds.NameOf(kind).English[1..];
}

public sealed record ConnectView(StaffCall Call, AccountForm Form, RefusedForm? Refused, string Token)
{
    public string Root => $"/{Call.Tenant.Slug}/manage/channels";

    public string Typed(AccountField field) => Refused?.Typed[field.Name] ?? "";
}

public sealed record AccountPageView(StaffCall Call, AccountView Account, AccountForm Form, string Token)
{
    /// <summary>Where the provider calls us for this account.</summary>
    public required Uri Callback { get; init; }

    public AccountOutcome? Outcome { get; init; }

    /// <summary>The act that was done just before, as the address says it.</summary>
    public string Done { get; init; } = "";

    /// <summary>The conversation that a test went into.</summary>
    public ConversationId? TestedIn { get; init; }

    /// <summary>We tell the provider the address; nobody pastes it.</summary>
    public bool SetsUpItself { get; init; }

    /// <summary>Null where the channel has none.</summary>
    public IReadOnlyList<MessageTemplate>? Templates { get; init; }

    public required DateTimeOffset Now { get; init; }

    public bool IsOpen => Account.Status != "disconnected";

    public string Root => $"/{Call.Tenant.Slug}/manage/channels";

    public string Self => $"{Root}/{Account.Id}";

    /// <summary>What was refused in this form.</summary>
    public RefusedForm? Refused(string act) => Outcome is { } outcome && outcome.Act == act ? outcome.Refused : null;

    public string Moment(DateTimeOffset? at, string never) => at is { } moment ? StaffAnswers.Moment(Call.Tenant, moment) : never;

    /// <summary>When the access token ends, and the days until then: as the provider says or the owner entered, whichever is earlier; null where nobody said.</summary>
    public (DateOnly On, int Days)? TokenEnds => (Told, Entered) switch
    {
        ({ } told, { } entered) => Until(told < entered ? told : entered),
        var (told, entered) => Until(told ?? entered),
    };

    /// <summary>In words, where there is no day.</summary>
    public string TokenWords => this switch
    {
        { Account.TokenToldAt: not null } => $"Never, {Form.Provider} says",
        _ when Form.Settings.Any(s => s.Name == AccountForm.TokenExpires) => "Not known; you can enter the day",
        _ => $"Never by itself: {Form.Provider}'s credentials have no end",
    };

    private DateOnly? Told => Account.TokenEndsAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;

    private DateOnly? Entered => DateOnly.TryParseExact(
        Account.Settings.GetValueOrDefault(AccountForm.TokenExpires, ""), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? on : null;

    private (DateOnly On, int Days)? Until(DateOnly? day) => day is { } on ? (on, on.DayNumber - DateOnly.FromDateTime(Now.UtcDateTime).DayNumber) : null;
}

/// <summary>What came of a form, shown on the page it stands on.</summary>
public sealed record AccountOutcome(string Act)
{
    public RefusedForm? Refused { get; init; }

    /// <summary>What we made for the provider, shown this once.</summary>
    public IReadOnlyDictionary<string, string> Made { get; init; } = new Dictionary<string, string>();
}

/// <param name="Typed">What was typed, to be put right; secrets are never shown again.</param>
public sealed record RefusedForm(Refusal Refusal, StaffForm Typed)
{
    public int Status => Refusal.Code.EndsWith("-not-valid", StringComparison.Ordinal) ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;

    /// <summary>What is wrong with this field.</summary>
    public string? Of(string field) => Refusal.Field == field ? Refusal.Message : null;
}

internal static class AccountWords
{
    public static (string Word, string Class) Status(string status) => status switch
    {
        "connected" => ("Connected", "good"),
        "paused" => ("Paused", "bad"),
        _ => ("Disconnected", ""),
    };

    public static string Template(string word) => word switch
    {
        "notice" => "News about an order",
        "payment_link" => "Payment link",
        "campaign" => "Advertising",
        "pending" => "Waiting for the provider",
        "approved" => "Approved",
        "rejected" => "Rejected",
        "paused" => "Paused",
        _ => word,
    };

    /// <summary>Of how many messages of the last day how many failed.</summary>
    public static string Errors(AccountView account) => (account.Sent + account.Failed, account.Failed) switch
    {
        (0, _) => "Nothing was sent",
        (var all, 0) => $"None of {all}",
        var (all, failed) => string.Create(CultureInfo.InvariantCulture, $"{failed} of {all} ({100.0 * failed / all:0.#} %)"),
    };
}
