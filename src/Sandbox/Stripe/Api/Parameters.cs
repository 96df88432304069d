using System.Globalization;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary>
/// The parameters of a call, <c>line_items[0][quantity]=2</c>. Reading one marks it as known; the first thing wrong
/// with any of them is kept, so that a reader can ask for all and look at <see cref="Complaint"/> once.
/// </summary>
internal sealed class Parameters
{
    private readonly Dictionary<string, string> given = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private StripeError? wrong;

    public Parameters(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        foreach (var (name, value) in pairs)
        {
            var path = Numbered(name);
            if (given.TryAdd(path, value))
            {
                order.Add(path);
            }
            else
            {
                given[path] = value;
            }
        }
    }

    /// <summary>Unknown parameters come first, as at Stripe.</summary>
    public StripeError? Complaint =>
        order.Find(path => !known.Contains(path)) is { } unknown ? StripeError.Unknown(unknown) : wrong;

    public void Complain(StripeError error) => wrong ??= error;

    /// <summary>Marks a parameter, or everything below it, as known though the Sandbox does nothing with it.</summary>
    public void Allow(params string[] names)
    {
        foreach (var path in order.Where(path => names.Any(name => IsAtOrBelow(path, name))))
        {
            known.Add(path);
        }
    }

    public bool Has(string name) => order.Exists(path => IsAtOrBelow(path, name));

    public string? Text(string name, int longest = 5000)
    {
        known.Add(name);
        if (!given.TryGetValue(name, out var text))
        {
            return null;
        }

        if (text.Length == 0)
        {
            Complain(StripeError.Bad(
                $"You passed an empty string for '{name}'. Leave '{name}' out or give it a value.",
                "parameter_invalid_empty", name));
            return null;
        }

        if (text.Length > longest)
        {
            Complain(StripeError.Bad(
                $"Invalid string: {text[..20]}...; must be at most {longest} characters", "parameter_invalid_string", name));
        }

        return text;
    }

    public string Required(string name, int longest = 5000)
    {
        if (Text(name, longest) is { } text)
        {
            return text;
        }

        Complain(StripeError.Missing(name));
        return "";
    }

    /// <summary>The indexes below a list, in order: 0, 1, 2 of <c>line_items</c>.</summary>
    public IReadOnlyList<int> Indexes(string name)
    {
        var places = Below(name).Select(key => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1);
        var indexes = places.Where(index => index >= 0).Distinct().Order().ToList();
        return indexes;
    }

    public IReadOnlyList<string> Texts(string name) =>
        [.. Indexes(name).Select(index => Text($"{name}[{index}]")).OfType<string>()];

    public IReadOnlyDictionary<string, string> Metadata(string name)
    {
        var keys = Below(name).Distinct(StringComparer.Ordinal).ToList();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var path = $"{name}[{key}]";
            known.Add(path);
            var value = given.GetValueOrDefault(path, "");
            if (key.Length > 40)
            {
                Complain(StripeError.Bad($"Metadata keys can have up to 40 characters; '{key}' has {key.Length}.", param: name));
            }

            if (value.Length > 500)
            {
                Complain(StripeError.Bad($"Metadata values can have up to 500 characters; '{key}' has {value.Length}.", param: path));
            }

            // An empty value takes the key away.
            if (value.Length > 0)
            {
                metadata[key] = value;
            }
        }

        if (metadata.Count > 50)
        {
            Complain(StripeError.Bad($"Metadata can have up to 50 keys; you passed {metadata.Count}.", param: name));
        }

        return metadata;
    }

    /// <summary>The same for the same parameters, whatever their order.</summary>
    public string Fingerprint() =>
        string.Join('\n', given.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + "=" + pair.Value));

    private IEnumerable<string> Below(string name) =>
        order.Where(path => path.StartsWith(name + "[", StringComparison.Ordinal) && path.IndexOf(']', name.Length) > 0)
            .Select(path => path[(name.Length + 1)..path.IndexOf(']', name.Length)]);

    private static bool IsAtOrBelow(string path, string name) =>
        path.StartsWith(name, StringComparison.Ordinal) && (path.Length == name.Length || path[name.Length] == '[');

    /// <summary>Gives <c>expand[]</c> its number, counting what came before.</summary>
    private string Numbered(string name)
    {
        while (name.IndexOf("[]", StringComparison.Ordinal) is >= 0 and var at)
        {
            var list = name[..at];
            name = list + "[" + (Indexes(list).LastOrDefault(-1) + 1).ToString(CultureInfo.InvariantCulture) + "]" + name[(at + 2)..];
        }

        return name;
    }
}
