using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.BotHost.StaffPages.Catalog.Editing;

/// <summary>What a form means, and for each of its fields that means nothing what was expected there.</summary>
internal sealed class FormDraft
{
    private readonly Currency currency;
    private readonly Dictionary<string, string> problems = new(StringComparer.Ordinal);

    private FormDraft(ProductForm form, Currency currency)
    {
        this.currency = currency;
        Draft = new(
            form.Handle, form.Title, form.Brand, form.Category, form.Description, Status(form.Status), Attributes(form.Attributes), form.Options,
            [.. form.Images.Select(i => new ProductImage(i.First, i.Second))], [.. form.Variants.Select((v, i) => Variant(v, i, form.Options))]);
        foreach (var refusal in Products.Check(Draft))
        {
            problems.TryAdd(FieldOf(refusal), Words(refusal, currency));
        }
    }

    public ProductDraft Draft { get; }

    public IReadOnlyDictionary<string, string> Problems => problems;

    public static FormDraft Of(ProductForm form, Currency currency) => new(form, currency);

    /// <summary>The form's name of the field that was refused; empty when it was none.</summary>
    public static string FieldOf(Refusal refusal) => (refusal.Field ?? "")
        .Replace(".priceMinor", ".price", StringComparison.Ordinal).Replace(".compareAtMinor", ".compareAt", StringComparison.Ordinal);

    // The business counts in minor units; people who type prices do not.
    private static string Words(Refusal refusal, Currency currency) => refusal.Code == "price-not-valid" ? TypedNumber.Expected(currency) : refusal.Message;

    private ProductStatus Status(string typed)
    {
        if (Enum.TryParse<ProductStatus>(typed, ignoreCase: true, out var status) && Enum.IsDefined(status))
        {
            return status;
        }

        problems["status"] = "Choose draft, active or archived.";
        return ProductStatus.Draft;
    }

    private Dictionary<string, string> Attributes(IReadOnlyList<PairForm> rows)
    {
        Dictionary<string, string> attributes = new(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            var (name, value) = rows[i];
            if (name.Length == 0 || value.Length == 0)
            {
                problems[$"attributes[{i}].{(name.Length == 0 ? "name" : "value")}"] = "An attribute has a name and a value; clear both to remove it.";
            }
            else if (!attributes.TryAdd(name, value))
            {
                problems[$"attributes[{i}].name"] = "This name stands above already.";
            }
        }

        return attributes;
    }

    private VariantDraft Variant(VariantForm row, int i, IReadOnlyList<string> options)
    {
        Dictionary<string, string> chosen = new(StringComparer.Ordinal);
        for (var o = 0; o < options.Count; o++)
        {
            if (row.ValueOf(o) is { Length: > 0 } value)
            {
                chosen[options[o]] = value;
            }
        }

        var price = Price(row.Price, $"variants[{i}].price") ?? 0;
        var compareAt = row.CompareAt.Length == 0 ? null : Price(row.CompareAt, $"variants[{i}].compareAt");
        VariantId? id = VariantId.TryParse(row.Id, null, out var known) ? known : null;
        return new(row.Sku, chosen, price, compareAt, row.Active, id is null ? Pieces(row.OnHand, $"variants[{i}].onHand") : 0, id);
    }

    private long? Price(string typed, string field)
    {
        var price = TypedNumber.Price(typed, currency);
        if (price is null)
        {
            problems[field] = TypedNumber.Expected(currency);
        }

        return price;
    }

    private int Pieces(string typed, string field)
    {
        var pieces = typed.Length == 0 ? 0 : TypedNumber.Pieces(typed);
        if (pieces is null)
        {
            problems[field] = "Expected a whole number of pieces such as 12.";
        }

        return pieces ?? 0;
    }
}
