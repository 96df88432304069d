namespace ChatCommerce.Channels.WebChat;

/// <summary>
/// Our own web chat. Nothing leaves the house: the activity is stored in the transaction that accepts the message, and the client's stream
/// reads it there. It shows everything a rich message can hold, so nothing is lowered.
/// </summary>
public sealed class WebChatChannel : IStoredChannel
{
    public const string Name = "web_chat";

    public string Kind => Name;

    public ChannelName Called { get; } = new("web chat", "웹 채팅");

    public Capabilities Capabilities { get; } =
        new(TextLength: 100_000, TextUnit.Characters, Choices: 100, LabelLength: 200, Cards: 100, LinkButton: true, Typing: true)
        {
            CardButtons = 100,
            CardTextLength = 1_000,
        };

    public Task<Accepted> Send(Outbound outbound, CancellationToken ct) =>
        Task.FromResult(new Accepted(outbound.OurId.ToString()) { Activity = ActivityJson.Write(ActivityWriter.Write(outbound)) });
}
