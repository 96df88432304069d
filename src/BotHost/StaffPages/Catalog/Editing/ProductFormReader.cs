using System.Globalization;

namespace ChatCommerce.BotHost.StaffPages.Catalog.Editing;

/// <summary>Reads the form's fields, <c>variants[2].sku</c> and the like. Rows that were left empty are dropped.</summary>
internal sealed class ProductFormReader
{
    private const int MostRows = 600;
    private readonly IFormCollection form;
    private readonly int[] options;

    private ProductFormReader(IFormCollection form)
    {
        this.form = form;
        options = [.. Rows("options", "").Where(i => !string.IsNullOrWhiteSpace(Text($"options[{i}]")))];
    }

    public static ProductForm Read(IFormCollection form) => new ProductFormReader(form).Read();

    private ProductForm Read() => new()
    {
        Version = int.TryParse(Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
        Handle = Text("handle"),
        Title = Text("title"),
        Brand = Text("brand"),
        Category = Text("category"),
        Description = Text("description"),
        Status = Text("status"),
        Options = [.. options.Select(i => Text($"options[{i}]").Trim())],
        Attributes = Pairs("attributes", "name", "value"),
        Images = Pairs("images", "url", "alt"),
        Variants = [.. Rows("variants", ".sku").Select(Variant).Where(v => !v.IsBlank)],
        Growing = Text("rows") is { Length: > 0 } rows ? rows : null,
    };

    private PairForm[] Pairs(string list, string first, string second) =>
        [.. Rows(list, "." + first).Select(i => new PairForm(Text($"{list}[{i}].{first}").Trim(), Text($"{list}[{i}].{second}").Trim())).Where(p => !p.IsBlank)];

    private VariantForm Variant(int i)
    {
        string Field(string name) => Text($"variants[{i}].{name}").Trim();
        return new(Field("id"), Field("sku"), [.. options.Select(o => Field($"options[{o}]"))], Field("price"), Field("compareAt"), Field("active").Length > 0, Field("onHand"));
    }

    private IEnumerable<int> Rows(string list, string member) =>
        Enumerable.Range(0, MostRows).TakeWhile(i => form.ContainsKey($"{list}[{i}]{member}"));

    private string Text(string name) => form[name].ToString().ReplaceLineEndings("\n");
}
