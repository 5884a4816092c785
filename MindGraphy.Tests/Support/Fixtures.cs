using MindGraphy.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(MigratedTemplate))]
[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(DemoApp))]
