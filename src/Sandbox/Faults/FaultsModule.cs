using System.Text.Json;
using ChatCommerce.Sandbox.Dashboard;

namespace ChatCommerce.Sandbox.Faults;

internal static class FaultsModule
{
    public static IServiceCollection AddFaults(this IServiceCollection services) => services
        .AddSingleton<FaultList>()
        .AddDashboardSection<FaultsSection>("faults", "Faults");

    public static void MapFaults(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sandbox/faults");
        group.MapGet("", (FaultList faults) => Results.Json(faults.All, FaultRequest.Json));
        group.MapPost("", Add);
        group.MapDelete("", (FaultList faults, string? provider) =>
        {
            faults.Clear(provider);
            return Results.NoContent();
        });
        group.MapDelete("{id}", (FaultList faults, string id) => faults.Remove(id) ? Results.NoContent() : Results.NotFound());
        group.MapPost("add", AddByForm);
        group.MapPost("{id}/remove", (FaultList faults, string id) =>
        {
            faults.Remove(id);
            return Results.Extensions.SeeOther("/#faults");
        });
    }

    private static async Task<IResult> AddByForm(HttpRequest request, FaultList faults, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var wanted = FaultRequest.Of(await request.ReadFormAsync(ct));
        if (wanted.Complaint() is { } complaint)
        {
            return Results.BadRequest(complaint);
        }

        faults.Add(wanted.ToFault());
        return Results.Extensions.SeeOther("/#faults");
    }

    private static async Task<IResult> Add(HttpRequest request, FaultList faults, CancellationToken ct)
    {
        FaultRequest? wanted;
        try
        {
            wanted = await JsonSerializer.DeserializeAsync<FaultRequest>(request.Body, FaultRequest.Json, ct);
        }
        catch (JsonException wrong)
        {
            return Results.BadRequest(new { error = wrong.Message });
        }

        if (wanted is null)
        {
            return Results.BadRequest(new { error = "a fault is missing" });
        }

        if (wanted.Complaint() is { } complaint)
        {
            return Results.BadRequest(new { error = complaint });
        }

        var fault = wanted.ToFault();
        faults.Add(fault);
        return Results.Json(fault, FaultRequest.Json, statusCode: StatusCodes.Status201Created);
    }
}
