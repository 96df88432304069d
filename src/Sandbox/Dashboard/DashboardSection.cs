namespace ChatCommerce.Sandbox.Dashboard;

/// <summary>A part of the start page; a provider's module adds its own. <c>Component</c> is a Razor component.</summary>
public sealed record DashboardSection(string Name, string Title, Type Component);
