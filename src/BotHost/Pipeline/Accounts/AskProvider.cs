using ChatCommerce.Channels;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>Asks the provider about an account, and says in plain words what it answered.</summary>
public sealed class AskProvider(ChannelKinds channels)
{
    /// <summary>Whether the credentials work.</summary>
    public async Task<AccountAnswer> Ask(ChannelAccount account, CancellationToken ct)
    {
        try
        {
            await Of(account).Verify(account, ct);
            return new(true, $"{Name(account)} accepts the credentials.");
        }
        catch (ChannelTrouble trouble)
        {
            return Refused(account, trouble);
        }
    }

    /// <summary>Whether we tell the provider our address, rather than a person.</summary>
    public bool SetsUp(ChannelAccount account) => Of(account) is IWebhookSetup;

    /// <summary>Tells the provider where our webhook is; null where a person does that in its settings.</summary>
    public async Task<AccountAnswer?> SetUp(ChannelAccount account, Uri webhook, CancellationToken ct)
    {
        if (Of(account) is not IWebhookSetup channel)
        {
            return null;
        }

        try
        {
            await channel.SetUp(account, webhook, ct);
            return new(true, $"{Name(account)} knows our address now and sends what customers write.");
        }
        catch (ChannelTrouble trouble)
        {
            return Refused(account, trouble);
        }
    }

    /// <summary>Tells the provider to call us no more, where we told it to call. Whether it listens changes nothing here.</summary>
    public async Task TakeDown(ChannelAccount account, CancellationToken ct)
    {
        try
        {
            await (channels.Find(account.Kind) is IWebhookSetup channel ? channel.TakeDown(account, ct) : Task.CompletedTask);
        }
        catch (ChannelTrouble)
        {
            // Its calls find nobody from now on.
        }
    }

    private IProviderChannel Of(ChannelAccount account) => (IProviderChannel)channels.Of(account.Kind);

    private AccountAnswer Refused(ChannelAccount account, ChannelTrouble trouble) => new(false, Words(Name(account), trouble))
    {
        CredentialsRefused = trouble.StopsAccount,
    };

    private static string Words(string provider, ChannelTrouble trouble) => trouble switch
    {
        { Meaning: Meaning.CredentialsRefused } => $"{provider} does not accept the credentials. It says: {trouble.Message}",
        { Retry: Retry.Permanent } => $"{provider} says no: {trouble.Message}",
        _ => $"{provider} could not be asked just now; try again in a minute. {trouble.Message}",
    };

    private string Name(ChannelAccount account) => channels.FormOf(account.Kind)?.Provider ?? account.Kind;
}

/// <param name="Words">For the owner of the shop.</param>
public sealed record AccountAnswer(bool Ok, string Words)
{
    public bool CredentialsRefused { get; init; }
}
