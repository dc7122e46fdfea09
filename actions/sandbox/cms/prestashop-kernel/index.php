<?php

require __DIR__ . '/kernel/boot.php';
FrontDispatcher::dispatch();
