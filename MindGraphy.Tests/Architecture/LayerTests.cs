using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MindGraphy.Data;
using MindGraphy.Domain.Common;
using MindGraphy.Web.Components;
using Xunit;

namespace MindGraphy.Tests.Architecture;

/// <summary>What keeps the house in order, whatever a hurry suggests.</summary>
public sealed class LayerTests
{
    private static readonly Assembly Domain = typeof(Result).Assembly;
    private static readonly Assembly Data = typeof(StudioDbContext).Assembly;
    private static readonly Assembly Web = typeof(App).Assembly;

    private static IEnumerable<Type> Components => Web.GetTypes().Where(t => typeof(IComponent).IsAssignableFrom(t) && !t.IsAbstract);

    [Fact]
    public void The_domain_knows_no_database_no_web_and_no_cloud()
    {
        var foreign = Domain
            .GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(n =>
                n.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                || n.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                || n.StartsWith("Npgsql", StringComparison.Ordinal)
                || n.StartsWith("AWSSDK", StringComparison.Ordinal)
                || n.StartsWith("MindGraphy.", StringComparison.Ordinal)
            );

        Assert.Empty(foreign);
    }

    [Fact]
    public void No_component_touches_the_context_or_the_user_manager()
    {
        Type[] forbidden = [typeof(StudioDbContext), typeof(IDbContextFactory<StudioDbContext>), typeof(Npgsql.NpgsqlDataSource)];
        var offenders = Components
            .SelectMany(c =>
                c.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                    .Select(p => (Component: c, p.PropertyType))
            )
            .Where(x =>
                forbidden.Contains(x.PropertyType)
                || (x.PropertyType.IsGenericType && x.PropertyType.GetGenericTypeDefinition() == typeof(UserManager<>))
            )
            .Select(x => $"{x.Component.Name} asks for {x.PropertyType.Name}");

        Assert.Empty(offenders);
    }

    [Fact]
    public void Every_routable_page_is_authorized_or_says_that_it_is_anonymous()
    {
        var bare = Components
            .Where(c => c.GetCustomAttributes<RouteAttribute>().Any())
            .Where(c =>
                !c.GetCustomAttributes<AuthorizeAttribute>(inherit: true).Any()
                && c.GetCustomAttribute<AllowAnonymousAttribute>(inherit: true) is null
            )
            .Select(c => c.FullName);

        Assert.Empty(bare);
    }

    [Fact]
    public void Every_staff_page_lives_under_studio_and_no_anonymous_page_does()
    {
        var pages = Components.SelectMany(c => c.GetCustomAttributes<RouteAttribute>().Select(r => (Component: c, r.Template))).ToList();
        var open = pages.Where(p => p.Component.GetCustomAttribute<AllowAnonymousAttribute>(inherit: true) is not null);

        Assert.DoesNotContain(open, p => p.Template.StartsWith("/studio", StringComparison.Ordinal));
        Assert.All(
            pages.Except(open),
            p =>
                Assert.True(
                    p.Template.StartsWith("/studio", StringComparison.Ordinal)
                        || p.Template.StartsWith("/account", StringComparison.Ordinal),
                    p.Template
                )
        );
    }

    [Fact]
    public void Lean_pages_are_left_out_of_interactive_routing()
    {
        var forgotten = Components
            .Where(c =>
                c.GetCustomAttribute<LeanPageAttribute>() is not null
                && c.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>() is null
            )
            .Select(c => c.FullName);

        Assert.Empty(forgotten);
    }

    [Fact]
    public void Entities_never_reach_a_component()
    {
        var aggregates = Domain
            .GetTypes()
            .Where(t =>
                t.GetProperty("Version")?.PropertyType == typeof(uint)
                && t.GetProperty("Id") is not null
                && !t.IsAssignableTo(typeof(IEquatable<>).MakeGenericType(t))
            )
            .ToHashSet();
        var offenders = Components
            .SelectMany(c =>
                c.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Select(f => (c, Type: f.FieldType))
            )
            .Where(x => aggregates.Contains(x.Type) || (x.Type.IsGenericType && x.Type.GetGenericArguments().Any(aggregates.Contains)))
            .Select(x => $"{x.c.Name} holds {x.Type.Name}");

        Assert.Empty(offenders);
    }

    [Fact]
    public void Features_have_the_same_name_in_domain_and_data()
    {
        string[] ofDataOnly = ["Embedded", "Outbox", "Realtime", "Seeding", "Migrations"];
        var inDomain = Folders(Domain, "MindGraphy.Domain");
        var inData = Folders(Data, "MindGraphy.Data").Except(ofDataOnly);

        Assert.Empty(inData.Except(inDomain));
    }

    private static HashSet<string> Folders(Assembly assembly, string root) =>
        assembly
            .GetTypes()
            .Where(t => t.Namespace?.StartsWith(root + ".", StringComparison.Ordinal) == true)
            .Select(t => t.Namespace![(root.Length + 1)..].Split('.')[0])
            .ToHashSet();
}
