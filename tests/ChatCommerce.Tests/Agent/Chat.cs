using ChatCommerce.Agent;
using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Turns;
using ChatCommerce.BotHost.Hosting;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Demo;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Tests.Agent;

/// <summary>One contact's conversation with the assistant, its state carried from turn to turn as the host does.</summary>
public sealed class Chat(TestDatabase database, TestClock clock, IServiceProvider services, TenantId tenant)
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly List<HistoryLine> history = [];
    private long seq;

    public ContactId Contact { get; private set; }

    public ConversationId Conversation { get; private set; }

    public string Language { get; set; } = "en";

    public string State { get; private set; } = "{}";

    public int Failures { get; private set; }

    public TurnOutcome Last { get; private set; } = null!;

    public TenantId Tenant => tenant;

    public TurnId LastTurn { get; private set; }

    public static ServiceProvider Services(TestDatabase database, TimeProvider clock, params ChooseMind[] minds)
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(clock);
        services.AddSingleton(database.Sources);
        services.AddSingleton(database.Tenants);
        services.AddSingleton(database.System);
        services.AddSingleton(new ChatCommerce.Platform.Secrets.SecretBox(TestDatabase.EncryptionKey));
        foreach (var mind in minds)
        {
            services.AddSingleton(mind);
        }

        services.AddCommerce(configuration);
        services.AddSingleton<IOrderNews, RecordedNews>();
        services.AddSingleton<IThreads, RecordedThreads>();
        services.AddSingleton<IDemoChannels, DemoChannels>();
        services.AddAgent();
        return services.BuildServiceProvider();
    }

    public static async Task<Chat> Open(TestDatabase database, TestClock clock, IServiceProvider services, TenantId tenant, string language = "en")
    {
        var chat = new Chat(database, clock, services, tenant) { Contact = await Shops.NewContact(database, clock, tenant, language), Language = language };
        chat.Conversation = await Conversations.Open(database, clock, tenant, chat.Contact, language);
        return chat;
    }

    /// <summary>One turn from its lines to its commit.</summary>
    public Task<TurnOutcome> Say(params string[] lines) => Send([.. lines.Select(l => new TextSaid(l))]);

    public Task<TurnOutcome> Tap(Choice choice) => Send(new ChoiceTapped(choice.Payload, choice.Label));

    public async Task<TurnOutcome> Send(params InboundContent[] said)
    {
        var request = await Request(said);
        Last = await services.GetRequiredService<Assistant>().Run(request, Ct);
        await Commit(request);
        LastTurn = request.Turn;
        return Last;
    }

    /// <summary>The assistant's part of a turn alone: its row is there before and its commit is left out.</summary>
    public async Task<Func<Task>> Prepare(string line)
    {
        var request = await Request(new TextSaid(line));
        return async () => Last = await services.GetRequiredService<Assistant>().Run(request, Ct);
    }

    public async Task<TurnRequest> Request(params InboundContent[] said)
    {
        var turn = Id.New<TurnId>(clock);
        seq++;
        await database.Tenants.For(tenant).Execute($"""
            insert into turn (tenant_id, id, conversation_id, first_seq, last_seq, epoch, control_epoch, started_at)
            values ({tenant}, {turn}, {Conversation}, {seq}, {seq}, 1, 0, {clock.GetUtcNow()})
            """, Ct);
        return new(tenant, Conversation, Contact, turn, Language, history, said, null, State, Failures, new Uri("https://shop.test"));
    }

    public async Task Commit(TurnRequest request)
    {
        await services.GetRequiredService<Journal>().Append(database.Tenants.For(tenant), request.Turn, Last.Unsaved, $"select 1", Ct);
        history.AddRange(request.Said.Select(s => new HistoryLine(true, s.Line)));
        history.AddRange(Last.Messages.Select(m => new HistoryLine(false, m.Message.ToPlainText())));
        (State, Failures, Language) = (Last.State, Last.Failures, Last.NewLanguage ?? Language);
    }

    /// <summary>Names of the tools called in the last turn.</summary>
    public async Task<List<string>> Tools() => await database.Tenants.For(tenant).List<string>(
        $"select name from step where tenant_id = {tenant} and turn_id = {LastTurn} and kind = 'tool' order by n", Ct);

    /// <summary>All that the last answer showed: texts, cards and buttons.</summary>
    public string Shown() => string.Join('\n', Last.Messages.Select(m => m.Message).SelectMany(Texts));

    /// <summary>The button of that label in the last answer, or the button of the card of that title.</summary>
    public Choice Button(string label)
    {
        var messages = Last.Messages.Select(m => m.Message).ToList();
        return messages.SelectMany(m => m.Choices).FirstOrDefault(c => c.Label == label)
            ?? messages.SelectMany(m => m.Cards).FirstOrDefault(c => c.Title == label)?.Choices[0]
            ?? throw new InvalidOperationException($"There is no button '{label}' in: {Shown()}");
    }

    private static IEnumerable<string> Texts(RichMessage message) =>
    [
        message.Text,
        .. message.Cards.SelectMany(c => (string[])[c.Title, c.Subtitle, c.Text]),
        .. message.Choices.Select(c => c.Label),
        .. message.Link is { } link ? (string[])[link.Label, link.Url] : [],
    ];
}
