using System.Buffers.Text;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.Commerce.Demo;

/// <summary>The accounts of a demo shop at messengers. A shop knows none of them; the program, which does, says what an account needs.</summary>
public interface IDemoChannels
{
    DemoAccounts Of(DemoKeys keys);
}

public sealed record DemoAccounts(DemoChannel WebChat, IReadOnlyList<DemoChannel> Messengers);

/// <summary>Makes a demo shop's ids and secrets: for each purpose the same at every start, and different on every machine.</summary>
public sealed class DemoKeys(SecretBox box, string slug, string name)
{
    public string Slug => slug;

    public string Name => name;

    public byte[] Bytes(string purpose) => box.Derive($"demo {slug} {purpose}");

    public string Text(string purpose) => Base64Url.EncodeToString(Bytes(purpose));

    public string Hex(string purpose) => Convert.ToHexStringLower(Bytes(purpose));
}
