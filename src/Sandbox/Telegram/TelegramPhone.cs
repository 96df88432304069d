using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Telegram;

/// <summary>Telegram on a customer's phone: each act becomes one update with the bot's secret. There are no reports on the bot's own messages.</summary>
internal sealed class TelegramPhone(TimeProvider clock) : IPhoneProvider
{
    public const string Name = "telegram";

    /// <summary>The note with the id of the query that a tap waits for the bot to answer.</summary>
    public const string Spinner = "callback_query";

    // Counted from the time of the start, so that a restart never repeats an id that a shop has seen.
    private readonly long firstMessage = clock.GetUtcNow().ToUnixTimeSeconds() - 1_700_000_000;
    private long lastUpdate = clock.GetUtcNow().ToUnixTimeMilliseconds();

    public string Kind => Name;

    public string Title => "Telegram";

    public IReadOnlySet<Type> Acts { get; } = new[]
    {
        typeof(WriteText), typeof(SendMedia), typeof(SendLocation), typeof(SendContact), typeof(TapButton), typeof(React), typeof(EditMessage),
        typeof(SetPreference), typeof(StartWithReference), typeof(SendRaw),
    }.ToFrozenSet();

    /// <summary>Telegram tries a "reasonable" number of times within 24 hours; how often is not said.</summary>
    public Redelivery Redelivery { get; } = Redelivery.After(
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));

    public IReadOnlyList<string> AddressesOf(Line line, Person person) => [UserIdOf(person).ToString(CultureInfo.InvariantCulture)];

    public string NewMessageId(PhoneChat chat) => (firstMessage + chat.NextNumber()).ToString(CultureInfo.InvariantCulture);

    public static long UserIdOf(Person person) => long.Parse(person.Digits(Name, 10), CultureInfo.InvariantCulture);

    public IReadOnlyList<ProviderCall> Compose(PhoneChat chat, CustomerAct act)
    {
        if (act is SendRaw raw)
        {
            return [Signed(chat.Line, "raw", Encoding.UTF8.GetBytes(raw.Body))];
        }

        if (act is TapButton)
        {
            chat.SetNote(Spinner, Ids.New("", 18));
        }

        var (kind, body) = Updates.Of(chat, act);
        JsonObject update = new() { ["update_id"] = Interlocked.Increment(ref lastUpdate), [kind] = body };
        return [Signed(chat.Line, kind, JsonSerializer.SerializeToUtf8Bytes(update, Updates.Plain))];
    }

    /// <summary>The answer to an update may be one call of the Bot API, of which the bot hears nothing more.</summary>
    public void Answered(Arrivals arrivals, PhoneChat chat, WebhookReply reply)
    {
        if (reply.Status is not (>= 200 and < 300) || !reply.Body.StartsWith('{'))
        {
            return;
        }

        try
        {
            using var call = JsonDocument.Parse(reply.Body);
            if (call.RootElement.TryGetProperty("method", out var method) && method.ValueEquals("answerCallbackQuery")
                && call.RootElement.TryGetProperty("callback_query_id", out var id))
            {
                StopSpinner(chat, id.ToString());
            }
        }
        catch (JsonException)
        {
            // Telegram ignores what is no call.
        }
    }

    /// <returns>False when nothing waits for that query.</returns>
    public static bool StopSpinner(PhoneChat chat, string query)
    {
        if (!query.Equals(chat.Note(Spinner), StringComparison.Ordinal))
        {
            return false;
        }

        chat.SetNote(Spinner, null);
        return true;
    }

    private static ProviderCall Signed(Line line, string type, byte[] body) => new()
    {
        Type = type,
        Body = body,
        Headers = new Dictionary<string, string> { [SecretHeader] = line.Secret("secret_token") },
        SignatureHeader = SecretHeader,
    };

    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";
}
