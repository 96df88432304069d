namespace ChatCommerce.BotHost.Hosting;

/// <summary>What this process does; all of it by default. <c>CHATCOMMERCE_ROLES=web,worker,scheduler</c>.</summary>
public sealed record HostRoles(bool Web, bool Worker, bool Scheduler)
{
    public static HostRoles Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new(true, true, true);
        }

        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.FirstOrDefault(n => n is not ("web" or "worker" or "scheduler")) is { } unknown)
        {
            throw new Platform.Database.StartRefused($"CHATCOMMERCE_ROLES names '{unknown}': expected web, worker, scheduler.");
        }

        return new(names.Contains("web"), names.Contains("worker"), names.Contains("scheduler"));
    }
}
