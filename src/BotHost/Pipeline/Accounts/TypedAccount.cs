using ChatCommerce.Channels.Accounts;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>What somebody typed to connect an account.</summary>
/// <param name="Name">What the shop calls it.</param>
/// <param name="Values">By field; never shown again where the field is a secret.</param>
public sealed record TypedAccount(string Name, IReadOnlyDictionary<string, string> Values)
{
    private const int MostName = 80;

    public string Value(AccountField field) => Values.GetValueOrDefault(field.Name, "").Trim();

    public string IdOf(AccountForm form) => form.IdIn is { } secret
        ? Values.GetValueOrDefault(secret, "").Trim().Split(':', 2)[0]
        : Value(form.ExternalId);

    /// <summary>Null when every field looks right; the first one that does not otherwise. Never names what was typed.</summary>
    public Refusal? Check(AccountForm form)
    {
        if (CheckName(Name) is { } unnamed)
        {
            return unnamed;
        }

        IEnumerable<AccountField> fields = form.IdIn is null ? [form.ExternalId, .. form.Secrets, .. form.Settings] : [.. form.Secrets, .. form.Settings];
        return fields.Where(f => !f.Fits(Value(f))).Select(Wrong).FirstOrDefault();
    }

    public static Refusal? CheckName(string name) =>
        name.Length is > 0 and <= MostName ? null : new("name-not-valid", $"Expected a name of 1 to {MostName} characters.", "name");

    public static Refusal Wrong(AccountField field) => new("field-not-valid", $"Expected {field.Expected}.", field.Name);
}
