namespace ChatCommerce.Platform.Messages;

/// <summary>Provider keys of events that have no id of their own: made of what a redelivery repeats.</summary>
public static class InboundKeys
{
    /// <summary>Every report has this key, so that one that overtakes our own bookkeeping is found by it.</summary>
    /// <param name="state">sent, delivered, read or failed.</param>
    public static string Status(string providerId, string state) => $"status:{providerId}:{state}";

    public static string Edit(string messageId, string version) => $"edit:{messageId}:{version}";

    public static string Delete(string messageId) => $"delete:{messageId}";

    public static string Reaction(string messageId, string person, long at) => $"reaction:{messageId}:{person}:{at}";
}
