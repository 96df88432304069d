using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Platform.Secrets;

/// <summary>Encrypts what providers gave us (AES-256-GCM), bound to its tenant and purpose. The key's id stands in front, so keys can change.</summary>
public sealed class SecretBox
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly IReadOnlyList<Key> keys;

    /// <param name="ring"><c>id:base64</c> of 32 bytes each, separated by commas; the first encrypts, all decrypt.</param>
    public SecretBox(string ring)
    {
        keys = [.. ring.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Key.Parse)];
        if (keys.Count == 0)
        {
            throw new StartRefused("CHATCOMMERCE_ENCRYPTION_KEY is missing: expected 'id:base64 of 32 bytes'.");
        }
    }

    /// <summary>Secret bytes for another purpose, derived from the first key.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, keys[0].Bytes, 32, info: Encoding.UTF8.GetBytes(purpose));

    public byte[] Seal<T>(TenantId tenant, string purpose, T secret)
    {
        var key = keys[0];
        var plain = JsonBytes(secret);
        var id = Encoding.ASCII.GetBytes(key.Id);
        var box = new byte[1 + id.Length + NonceLength + plain.Length + TagLength];
        box[0] = (byte)id.Length;
        id.CopyTo(box, 1);
        var nonce = box.AsSpan(1 + id.Length, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Encrypt(nonce, plain, box.AsSpan(1 + id.Length + NonceLength, plain.Length), box.AsSpan(box.Length - TagLength), Bound(tenant, purpose));
        return box;
    }

    public T Open<T>(TenantId tenant, string purpose, ReadOnlySpan<byte> box)
    {
        var id = Encoding.ASCII.GetString(box.Slice(1, box[0]));
        var key = keys.FirstOrDefault(k => k.Id == id)
            ?? throw new CryptographicException($"Encryption key '{id}' is not in the ring: add it to CHATCOMMERCE_ENCRYPTION_KEY.");
        var body = box[(1 + box[0])..];
        var plain = new byte[body.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Decrypt(body[..NonceLength], body[NonceLength..^TagLength], body[^TagLength..], plain, Bound(tenant, purpose));
        return Json.Read<T>(Encoding.UTF8.GetString(plain));
    }

    private static byte[] JsonBytes<T>(T secret) => Encoding.UTF8.GetBytes(Json.Write(secret));

    private static byte[] Bound(TenantId tenant, string purpose) => Encoding.UTF8.GetBytes($"{tenant.Value}|{purpose}");

    private sealed record Key(string Id, byte[] Bytes)
    {
        public static Key Parse(string text)
        {
            var parts = text.Split(':', 2);
            var bytes = new byte[32];
            return parts.Length == 2 && parts[0].Length is > 0 and <= 32 && Convert.TryFromBase64String(parts[1], bytes, out var length) && length == 32
                ? new(parts[0], bytes)
                : throw new StartRefused("CHATCOMMERCE_ENCRYPTION_KEY is malformed: expected 'id:base64 of 32 bytes'.");
        }
    }
}
