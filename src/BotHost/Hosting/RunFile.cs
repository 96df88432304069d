using System.Text;
using System.Text.Json;
using ChatCommerce.Commerce.Demo;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.Hosting;

/// <summary>
/// In development: loads the demo shops and says in <c>run.json</c> where everything is, so that an outside program can play customer,
/// provider and staff from that file alone; <c>run.txt</c> says it to people. Both are for the owner of the machine only.
/// </summary>
internal sealed class RunFile(LoadDemo demo, DataSources sources, HostAddress address, IConfiguration configuration)
{
    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };
    private IReadOnlyList<DemoShop> shops = [];

    public async Task LoadShops(CancellationToken ct)
    {
        var folder = configuration["Demo:Folder"] is { Length: > 0 } named
            ? named
            : throw new StartRefused("The demo shops were asked for but no demo folder is here: set Demo:Folder.");
        var origins = configuration["Demo:Origins"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        shops = await demo.Load(new DemoOptions(folder, configuration["Demo:Password"], origins), ct);
    }

    public async Task Write(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await Save(Path.Combine(folder, "run.txt"), Text(), ct);
        await Save(Path.Combine(folder, "run.json"), JsonSerializer.Serialize(Contents(), Readable), ct);
    }

    private object Contents() => new
    {
        PublicUrl = address.PublicUrl.ToString().TrimEnd('/'),
        SandboxUrl = Sandbox,
        Health = Url("/healthz"),
        Ready = Url("/readyz"),
        DirectLine = Url("/v3/directline"),
        Api = Url("/api/v1"),
        OpenApi = Url("/openapi/v1.json"),
        SignIn = Url("/sign-in"),
        Database = new { App = sources.AppConnection },
        Tenants = shops.Select(Tenant),
    };

    private object Tenant(DemoShop shop)
    {
        var slug = shop.Tenant.Slug;
        return new
        {
            slug,
            shop.Tenant.Id,
            shop.Tenant.Name,
            shop.Tenant.Currency,
            shop.Tenant.Locale,
            Storefront = Url($"/{slug}"),
            Inbox = Url($"/{slug}/inbox"),
            Products = Url($"/{slug}/manage/products"),
            Orders = Url($"/{slug}/manage/orders"),
            PaymentExceptions = Url($"/{slug}/manage/payments"),
            WebChatKey = shop.WebChat.Key,
            Staff = shop.Staff.Select(s => new { s.Email, s.Password, s.Role }),
            ApiTokens = shop.ApiTokens,
            Channels = shop.Channels.Prepend(shop.WebChat).Select(Channel),
            Payments = new[]
            {
                new
                {
                    shop.Payments.Provider,
                    AccountId = shop.Payments.ExternalId,
                    shop.Payments.SecretKey,
                    WebhookUrl = Url($"/webhooks/{shop.Payments.Provider}/{shop.Payments.WebhookToken}"),
                    shop.Payments.WebhookSecret,
                    ApiBase = configuration["Payments:Stripe:BaseAddress"],
                    LiveMode = false,
                },
            },
        };
    }

    private object Channel(DemoChannel channel) => new
    {
        channel.Kind,
        channel.Name,
        channel.ExternalId,
        Webhook = Url(channel.Key is null ? $"/webhooks/{channel.Kind}/{channel.WebhookToken}" : "/v3/directline"),
        channel.Secrets,
        channel.Settings,
    };

    private string Text()
    {
        List<string> lines = [];
        foreach (var shop in shops)
        {
            lines.Add($"{shop.Tenant.Name} ({shop.Tenant.Currency})");
            lines.Add($"  shop      {Url("/" + shop.Tenant.Slug)}");
            lines.Add($"  inbox     {Url($"/{shop.Tenant.Slug}/inbox")}");
            lines.Add($"  catalog   {Url($"/{shop.Tenant.Slug}/manage/products")}");
            lines.AddRange(shop.Staff.Select(s => $"  sign-in   {s.Email}  {s.Password}  ({SqlName.Of(s.Role)})"));
            lines.Add("");
        }

        lines.Add($"Phones      {Sandbox}/phones   (be the customer, on every messenger)");
        lines.Add($"Sandbox     {Sandbox}   (plays the messengers and the payment provider)");
        lines.Add($"API         {Url("/openapi/v1.json")}");
        return string.Join('\n', lines) + "\n";
    }

    private string Sandbox => configuration["CHATCOMMERCE_SANDBOX_PORT"] is { Length: > 0 } port ? $"http://localhost:{port}" : "http://localhost:5090";

    private string Url(string path) => address.At(path).ToString();

    private static async Task Save(string path, string text, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var draft = path + ".new";
        await using (var writer = new StreamWriter(draft, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options))
        {
            await writer.WriteAsync(text.AsMemory(), ct);
        }

        File.Move(draft, path, overwrite: true);
    }
}
