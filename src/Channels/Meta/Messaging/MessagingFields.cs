namespace ChatCommerce.Channels.Meta.Messaging;

/// <summary>
/// What the application at Meta must subscribe to so that everything we read comes (developers.facebook.com/docs/messenger-platform/webhooks,
/// developers.facebook.com/docs/instagram-platform/webhooks). The two spell some of the same differently.
/// </summary>
internal static class MessagingFields
{
    public static readonly IReadOnlyList<string> Messenger =
    [
        "messages", "message_echoes", "message_edits", "message_reactions", "message_deliveries", "message_reads", "messaging_postbacks",
        "messaging_optins", "messaging_referrals", "messaging_handovers", "standby",
    ];

    public static readonly IReadOnlyList<string> Instagram =
    [
        "messages", "message_edit", "message_reactions", "messaging_seen", "messaging_postbacks", "messaging_optins", "messaging_referral",
        "messaging_handover", "standby",
    ];
}
