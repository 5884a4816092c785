using MindGraphy.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(MigratedTemplate))]
