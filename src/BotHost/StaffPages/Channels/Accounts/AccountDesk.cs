using ChatCommerce.BotHost.Pipeline.Accounts;

namespace ChatCommerce.BotHost.StaffPages.Channels.Accounts;

/// <summary>What an owner can do with an account, all that the forms of its page call.</summary>
internal sealed record AccountDesk(
    ConnectAccount Connecting, AskProvider Provider, AccountSecrets Secrets, EditAccount Edits, SendTest Tests, MessageTemplates Templates,
    DisconnectAccount Ending, AccountHealth Health, TokenLives Tokens);
