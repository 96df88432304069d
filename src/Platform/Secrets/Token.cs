using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ChatCommerce.Platform.Secrets;

/// <summary>Random tokens for links and keys. What is looked up is stored as its hash.</summary>
public static class Token
{
    /// <summary>URL-safe text of <paramref name="bytes"/> random bytes.</summary>
    public static string New(int bytes = 24) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
