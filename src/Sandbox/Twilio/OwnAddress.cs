using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatCommerce.Sandbox.Twilio;

/// <summary>Where shops reach this program: stands in the addresses of media.</summary>
internal sealed class OwnAddress(IServer server)
{
    public string At(string path) => (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1")
        .Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)
        .Replace("[::]", "127.0.0.1", StringComparison.Ordinal)
        .TrimEnd('/') + path;
}
