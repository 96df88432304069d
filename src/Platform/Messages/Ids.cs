namespace ChatCommerce.Platform.Messages;

public readonly record struct ChannelAccountId(Guid Value) : IId<ChannelAccountId>
{
    public static ChannelAccountId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out ChannelAccountId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct ContactId(Guid Value) : IId<ContactId>
{
    public static ContactId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out ContactId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct ConversationId(Guid Value) : IId<ConversationId>
{
    public static ConversationId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out ConversationId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct MessageId(Guid Value) : IId<MessageId>
{
    public static MessageId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out MessageId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct TurnId(Guid Value) : IId<TurnId>
{
    public static TurnId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out TurnId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct OutboxId(Guid Value) : IId<OutboxId>
{
    public static OutboxId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out OutboxId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}
