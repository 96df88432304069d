using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatCommerce.Sandbox.Meta.Messaging;

/// <summary>Where a shop loads files from that customers sent.</summary>
internal sealed class SandboxAddress(IServer server, SandboxOptions options)
{
    public string Of(string path)
    {
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? $"http://127.0.0.1:{options.Port}";
        return new Uri(new Uri(bound), path).ToString();
    }
}
