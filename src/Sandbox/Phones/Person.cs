using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatCommerce.Sandbox.Phones;

/// <summary>Somebody with a phone. What providers call this person is made from <see cref="Id"/>, so it is the same after every start.</summary>
public sealed record Person
{
    /// <summary>A short name for addresses: <c>mina</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>With country code and plus sign.</summary>
    public required string Phone { get; init; }

    public required string Username { get; init; }

    /// <summary>Such as <c>ko-KR</c>.</summary>
    public string Locale { get; init; } = "en-US";

    public string PhoneDigits => Phone.TrimStart('+');

    public string FirstName => Name.Split(' ')[0];

    public string LastName => Name.Contains(' ', StringComparison.Ordinal) ? Name[(Name.IndexOf(' ', StringComparison.Ordinal) + 1)..] : "";

    public string Language => Locale.Split('-')[0];

    /// <summary>Somebody whom nobody introduced: a number nobody has, and a name made of the id.</summary>
    public static Person Named(string id)
    {
        var number = Number(id, "phone");
        return new Person
        {
            Id = id,
            Name = id.Length == 0 ? id : char.ToUpperInvariant(id[0]) + id[1..],
            Phone = string.Create(CultureInfo.InvariantCulture, $"+1{201 + (number % 780)}555{number / 780 % 10_000:D4}"),
            Username = id,
        };
    }

    /// <summary>Digits that stay the same for one purpose, such as <c>psid 12345</c>; never beginning with 0.</summary>
    public string Digits(string purpose, int length) =>
        "1" + string.Concat(Hash(Id, purpose).Concat(Hash(Id, purpose + " more")).Take(length - 1).Select(b => (char)('0' + (b % 10))));

    /// <summary>A number that stays the same for one purpose, of at most nine digits.</summary>
    public long Number(string purpose) => 100_000_000 + (long)(Number(Id, purpose) % 900_000_000);

    public string Hex(string purpose, int length) => Convert.ToHexStringLower(Hash(Id, purpose))[..length];

    private static ulong Number(string id, string purpose) => BitConverter.ToUInt64(Hash(id, purpose));

    private static byte[] Hash(string id, string purpose) => SHA256.HashData(Encoding.UTF8.GetBytes($"{id}\n{purpose}"));
}
