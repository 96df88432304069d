using ChatCommerce.Storefront.Pages;
using ChatCommerce.Storefront.Shop;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatCommerce.Storefront.Hosting;

/// <summary>Turns a component and what it shows into an answer.</summary>
public static class Show
{
    public static IResult Page<TPage>(Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>The shop has no such page: said in its words, with ways on.</summary>
    internal static IResult NotFound(ShopFrame frame) =>
        Page<Missing>(new() { ["Frame"] = frame }, StatusCodes.Status404NotFound);
}
