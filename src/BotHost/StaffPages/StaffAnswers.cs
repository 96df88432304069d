using System.Globalization;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Storefront.Hosting;
using Microsoft.AspNetCore.Components;

namespace ChatCommerce.BotHost.StaffPages;

internal static class StaffAnswers
{
    public static IResult Page<TPage>(Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => Show.Page<TPage>(parameters, status);

    /// <summary>The place whose time the shop's pages show, such as <c>New York</c>.</summary>
    public static string Zone(Tenant tenant) => tenant.TimeZone.Split('/')[^1].Replace('_', ' ');

    /// <summary>A moment in the shop's own time, short.</summary>
    public static string Moment(Tenant tenant, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(tenant.TimeZone)).ToString("d MMM HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>After a form was taken: show the page with GET, so that reloading it sends nothing again.</summary>
internal sealed class SeeOther(string path) : IResult
{
    public static IResult To(string path) => new SeeOther(path);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}

/// <summary>The parts of the staff pages, in the order of the navigation; <c>/{Name}</c> leads to the person's own shop.</summary>
/// <param name="Path">Below the shop's slug.</param>
/// <param name="Least">The least role that may open it.</param>
public sealed record StaffSection(string Name, string Title, string Path, Role Least = Role.Viewer)
{
    public static readonly IReadOnlyList<StaffSection> All =
    [
        new("inbox", "Inbox", "/inbox"),
        new("catalog", "Catalog", "/manage/products"),
        new("orders", "Orders", "/manage/orders"),
        new("payments", "Payments", "/manage/payments"),
        new("channels", "Channels", "/manage/channels", Role.Owner),
    ];
}
