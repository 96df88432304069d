namespace ChatCommerce.BotHost.Pipeline;

/// <summary>A call's bytes as received: beside the one event they carry, or stored once for all events of the call.</summary>
/// <param name="Bytes">Empty when they are stored apart.</param>
/// <param name="Stored">Where they are, then.</param>
public sealed record RawBody(byte[] Bytes, Guid? Stored = null);
