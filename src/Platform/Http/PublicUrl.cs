using Microsoft.Extensions.Configuration;

namespace ChatCommerce.Platform.Http;

/// <summary>Where this installation is reached: the setting <c>PublicUrl</c>, which stands above all sections.</summary>
public static class PublicUrl
{
    public static Uri? Find(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration["PublicUrl"] is { Length: > 0 } url ? new Uri(url) : null;
    }
}
