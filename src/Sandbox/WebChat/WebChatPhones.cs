using System.Threading.Channels;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.WebChat;

/// <summary>There is no provider between: nothing is reported, what the customer says is posted by <see cref="TalkWebChat"/>.</summary>
internal sealed class WebChatPhones(WebChatQueue queue) : IPhoneProvider
{
    public const string Name = "web_chat";

    public string Kind => Name;

    public string Title => "Web chat";

    public IReadOnlySet<Type> Acts { get; } = new HashSet<Type> { typeof(WriteText), typeof(TapButton) };

    public Redelivery Redelivery => Redelivery.Never;

    public static string UserOf(Line line, Person person) => "dl_" + person.Hex("web chat " + line.ExternalId, 32);

    public IReadOnlyList<string> AddressesOf(Line line, Person person) => [UserOf(line, person)];

    public string NewMessageId(PhoneChat chat) => Ids.New("web-", 16);

    public IReadOnlyList<ProviderCall> Compose(PhoneChat chat, CustomerAct act)
    {
        queue.Said.Writer.TryWrite((chat, act));
        return [];
    }
}

/// <summary>What customers said in web chats and nobody has posted yet.</summary>
internal sealed class WebChatQueue
{
    public Channel<(PhoneChat Chat, CustomerAct Act)> Said { get; } =
        Channel.CreateBounded<(PhoneChat, CustomerAct)>(new BoundedChannelOptions(5_000) { FullMode = BoundedChannelFullMode.DropOldest });
}
