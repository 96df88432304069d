var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapGet("/healthz", () => "ok");
await app.RunAsync();

namespace ChatCommerce.BotHost
{
    public sealed partial class Program;
}
