using ChatCommerce.Platform.Text;

namespace ChatCommerce.BotHost.StaffPages;

/// <summary>What somebody typed into a form, without what cannot be stored or hides what a person reads.</summary>
public sealed class StaffForm
{
    public static readonly StaffForm Empty = new(FormCollection.Empty);
    private readonly IFormCollection fields;

    private StaffForm(IFormCollection fields) => this.fields = fields;

    /// <summary>The field's text; empty where there is none.</summary>
    public string this[string name] => CustomerText.Clean(fields[name]);

    public static async Task<StaffForm> Read(HttpContext http) => new(await http.Request.ReadFormAsync(http.RequestAborted));

    public bool IsTicked(string name) => this[name].Length > 0;
}
