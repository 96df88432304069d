namespace ChatCommerce.BotHost.Hosting;

/// <summary>Where people and providers reach this installation.</summary>
/// <param name="PublicUrl">Without a slash at the end. From configuration <c>PublicUrl</c>; in development, localhost and the port.</param>
public sealed record HostAddress(Uri PublicUrl)
{
    public Uri At(string path) => new(PublicUrl, path);
}
