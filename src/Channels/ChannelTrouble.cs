namespace ChatCommerce.Channels;

/// <summary>A provider could not take the message.</summary>
/// <param name="message">For staff: what happened, with the provider's code, without secrets.</param>
public sealed class ChannelTrouble(Retry retry, string message, TimeSpan? after = null) : Exception(message)
{
    public Retry Retry { get; } = retry;

    /// <summary>Not before this long, when the provider said so.</summary>
    public TimeSpan? After { get; } = after;

    /// <summary>What it says about the account or the person, beyond this one message.</summary>
    public Meaning Meaning { get; init; } = Meaning.ThisMessage;

    /// <summary>Nothing of the account goes out until somebody or something has changed.</summary>
    public bool StopsAccount => Meaning is Meaning.CredentialsRefused or Meaning.NeedsPerson;
}

/// <summary>Who may send again.</summary>
public enum Retry
{
    /// <summary>Nobody: the same request will fail again.</summary>
    Permanent,

    /// <summary>We may, later: the provider did not take it.</summary>
    Temporary,

    /// <summary>Unknown whether it was taken: only where the message's class allows a second copy.</summary>
    Ambiguous,
}

/// <summary>What else a refusal means.</summary>
public enum Meaning
{
    ThisMessage,

    /// <summary>The token was revoked or is wrong: the account is paused until it works again.</summary>
    CredentialsRefused,

    /// <summary>
    /// A permission, billing, registration or the provider's policy: the account is paused until a message is taken again. That the token
    /// works says nothing.
    /// </summary>
    NeedsPerson,

    /// <summary>The provider says that the free-form window is closed.</summary>
    WindowClosed,

    /// <summary>The person blocked us or opted out at the provider.</summary>
    OptedOut,

    /// <summary>The person wants no advertising; other messages are as welcome as before.</summary>
    NoAdvertising,

    /// <summary>It could not be shown or fetched in this form: as words alone it may pass.</summary>
    FormRefused,

    /// <summary>There is nobody there to write to.</summary>
    NobodyThere,

    /// <summary>What was asked for was there once and is not any more.</summary>
    Gone,

    /// <summary>The whole account is asked to slow down, not only this thread.</summary>
    AccountSlowed,
}
