namespace ChatCommerce.Channels.Meta.Messaging;

/// <summary>What the Send API's error codes mean for us on Messenger and Instagram (Messenger Platform, "Error codes").</summary>
internal static class MessagingErrors
{
    public static ChannelTrouble Trouble(GraphError error) => (error.Code, error.Subcode) switch
    {
        // Subcodes of Messenger and of Instagram for a message outside the window.
        (10, 2018278 or 2018065 or 2534022) => error.Permanent(Meaning.WindowClosed),

        // The person is away, has blocked us, or was never there.
        (551, _) or (100, 2018001) or (200, 1545041) or (10, 2018108) => error.Permanent(Meaning.NobodyThere),

        (0 or 102 or 190, _) => error.Permanent(Meaning.CredentialsRefused),

        // A permission or the policy team: nothing goes out until somebody has seen to it.
        (3 or 10 or 230 or 368, _) or ( >= 200 and <= 299, _) => error.Permanent(Meaning.NeedsPerson),

        (4 or 17 or 32 or 613 or 80002 or 80006, _) => error.Temporary(Meaning.AccountSlowed),
        (2 or 1200, _) => error.Temporary(),
        (100, _) => error.Permanent(),
        _ => error.ByStatus(),
    };
}
