# The common 10.1-inch industrial panel of 1024x600 points, 222.7 mm by 125.3 mm. Many of them report a wrong size or none, so the area is
# given here; text cannot grow much before a question no longer fits.
[Profile]
Format = 1
Id = generic-panel-1024x600
Kind = machine
Name[en] = 10.1-inch panel, 1024x600
Name[zh_CN] = 10.1 英寸 1024x600 工业屏
Status = generic
Inherits = generic-landscape

[Match]
Line = display.mode=1024x600

[Display]
Mode = 1024x600
ActiveArea = 222.7x125.3
ScaleMin = 75
ScaleMax = 120
FrameCap = 30

[Touch]
LeastTarget = 11
Debounce = 100
